using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>What a page must have for people who cannot see it, or have no mouse.</summary>
internal static class Accessibility
{
    // What browsers call a control comes from its labels or from what it says; a placeholder or a colour is no name.
    private const string Findings = """
        () => {
          const found = [];
          const all = selector => [...document.querySelectorAll(selector)];
          const shown = one => one.checkVisibility();
          const labels = one => [...(one.labels ?? [])].map(label => label.textContent).join(' ');
          const name = one => (one.getAttribute('aria-label') ?? labels(one)).trim()
            || (/^(A|BUTTON)$/.test(one.tagName) ? one.textContent.trim() : '');
          if (!document.documentElement.lang) found.push('The page does not say its language.');
          if (!document.title.trim()) found.push('The page has no title.');
          if (all('h1').filter(shown).length !== 1) found.push('The page has not one heading of the first level.');
          if (all('main').length !== 1) found.push('The page has not one main landmark.');
          let last = 0;
          for (const heading of all('h1, h2, h3, h4').filter(shown)) {
            const level = Number(heading.tagName[1]);
            if (level > last + 1) found.push(`The heading '${heading.textContent}' skips a level.`);
            last = level;
          }
          const names = new Map();
          for (const control of all('a[href], button, input, select, textarea').filter(shown)) {
            const said = name(control);
            if (!said) found.push(`A control has no name: ${control.outerHTML}`);
            if (control.tabIndex < 0) found.push(`'${said}' cannot be reached by keyboard.`);
            const target = control.tagName === 'A' ? control.href : control.id || said;
            const key = `${control.tagName} ${said}`;
            if (names.has(key) && names.get(key) !== target) found.push(`Two controls are called '${said}'.`);
            names.set(key, target);
          }
          const ids = all('[id]').map(one => one.id);
          for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) found.push(`Two elements have the id '${id}'.`);
          for (const table of all('table').filter(shown))
            if ([...table.querySelectorAll('th')].some(one => !one.scope)) found.push('A header of a table does not say its scope.');
          for (const image of all('img:not([alt])')) found.push(`An image has no text: ${image.src}`);
          return found;
        }
        """;

    public static async Task CheckAsync(IPage page)
    {
        var findings = await page.EvaluateAsync<string[]>(Findings);
        Assert.True(findings.Length == 0, $"{page.Url}:\n{string.Join('\n', findings)}");
    }
}
