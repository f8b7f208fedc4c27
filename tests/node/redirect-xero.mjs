// Sends what a client means for Xero's hosts to the simulator, and lets it reach no other host. Import it before the client.
import http from 'node:http';
import https from 'node:https';

let simulator;

export function redirectXero(baseUrl) {
  simulator = new URL(baseUrl);
}

https.request = (first, ...rest) => {
  const options = typeof first === 'string' || first instanceof URL ? fromAddress(new URL(first)) : { ...first };
  const more = typeof rest[0] === 'object' ? rest.shift() : {};
  const target = { ...options, ...more };
  const host = target.hostname ?? target.host;
  if (!simulator || !/(^|\.)xero\.com$/.test(host)) {
    throw new Error(`A test reached for https://${host}${target.path}.`);
  }

  return http.request({
    ...target,
    protocol: 'http:',
    agent: undefined,
    host: simulator.hostname,
    hostname: simulator.hostname,
    port: simulator.port,
    path: simulator.pathname.replace(/\/$/, '') + target.path,
    headers: { ...target.headers, host: simulator.host },
  }, ...rest);
};

https.get = (...args) => {
  const request = https.request(...args);
  request.end();
  return request;
};

function fromAddress({ hostname, pathname, search }) {
  return { hostname, path: pathname + search };
}
