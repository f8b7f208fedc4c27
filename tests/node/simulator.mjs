// Finds or starts the simulators and plays the user at their consent page.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

// SIMULATOR_JSON is the line that SimulatorHost prints. Without it the host is started here, on a free port, and stopped with the test.
export async function startSimulator() {
  if (process.env.SIMULATOR_JSON) {
    return { ...JSON.parse(process.env.SIMULATOR_JSON), stop: () => {} };
  }

  const command = ['run', '--project', 'samples/SimulatorHost', '--no-build', '--', '--port', '0'];
  const host = spawn('dotnet', command, { cwd: root, detached: true });
  const failed = new Promise((_, reject) => {
    let error = '';
    host.stderr.on('data', (text) => { error += text; });
    host.on('exit', (code) => {
      reject(new Error(`SimulatorHost ended with ${code}. Build it first: dotnet build samples/SimulatorHost\n${error}`));
    });
  });
  const line = new Promise((resolve) => {
    createInterface({ input: host.stdout }).on('line', (text) => text.startsWith('{') && resolve(text));
  });
  const simulator = JSON.parse(await Promise.race([line, failed]));
  failed.catch(() => {});
  return { ...simulator, stop: () => process.kill(-host.pid) };   // the group: dotnet run has a child
}

// Asks one of the simulators for a fault, or for time to pass. A simulator in real time cannot pass time by: the test is skipped.
export async function control(t, system, command, body) {
  const answer = await post(system, command, body);
  if (answer.status === 409) {
    t.skip((await answer.json()).problem);
    return false;
  }

  return true;
}

// Lets a minute pass, so that no limit strikes a client that does not wait; in real time, some seconds for each test.
export async function breathe(system) {
  if ((await post(system, 'clock/advance', { seconds: 60 })).status === 409) {
    await setTimeout(5000);
  }
}

async function post({ baseUrl }, command, body) {
  const address = new URL(`/_simulator${new URL(baseUrl).pathname.replace(/\/$/, '')}/${command}`, baseUrl);
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok && answer.status !== 409) {
    throw new Error(`${command} was answered with ${answer.status}: ${await answer.text()}`);
  }

  return answer;
}

// Opens the vendor's consent page as a browser does, presses the button, and returns the address that the browser is sent back to.
export async function consent(authorizeUri, { allow = true } = {}) {
  const page = await fetch(authorizeUri, { redirect: 'manual' });
  const html = await page.text();
  if (page.status !== 200) {
    throw new Error(`The consent page answered ${page.status}: ${html}`);
  }

  const form = forms(html).find((candidate) => candidate.method === 'post');
  const button = form.buttons.find(({ name, value, text }) => /den|cancel|no thanks/i.test(`${name} ${value} ${text}`) !== allow);
  const fields = new URLSearchParams(form.fields);
  if (button?.name) {
    fields.append(button.name, button.value);
  }

  const answer = await fetch(new URL(form.action, authorizeUri), { method: 'POST', body: fields, redirect: 'manual' });
  if (answer.status < 300 || answer.status > 399) {
    throw new Error(`Consent was answered with ${answer.status}: ${await answer.text()}`);
  }

  return answer.headers.get('location');
}

function forms(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, body]) => ({
    action: attribute(head, 'action') ?? '',
    method: (attribute(head, 'method') ?? 'get').toLowerCase(),
    fields: [...body.matchAll(/<input\b([^>]*)>/gi)]
      .filter(([, input]) => !['submit', 'button'].includes(attribute(input, 'type')))
      .filter(([, input]) => attribute(input, 'type') !== 'radio' || /\bchecked\b/i.test(input))
      .map(([, input]) => [attribute(input, 'name'), attribute(input, 'value') ?? '']),
    buttons: [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)]
      .map(([, button, text]) => ({ name: attribute(button, 'name'), value: attribute(button, 'value') ?? '', text })),
  }));
}

function attribute(tag, name) {
  const found = new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag)?.[1];
  return found?.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
