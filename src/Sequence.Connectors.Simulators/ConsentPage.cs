using System.Net;

namespace Sequence.Connectors.Simulators;

/// <summary>A page on which a person chooses an account and lets an app see it, or does not.</summary>
internal static class ConsentPage
{
    /// <summary>The name of the button that declines.</summary>
    public const string Deny = "deny";

    private const string Style =
        "body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0;background:#eef1f4;color:#1b1f24}"
        + "main{max-width:26rem;margin:4rem auto;padding:2rem;background:#fff;border:1px solid #c8ced6;border-radius:.5rem}"
        + "h1{font-size:1.375rem;line-height:1.25;margin:0 0 1rem}fieldset{border:1px solid #c8ced6;border-radius:.25rem;margin:1rem 0}"
        + "label{display:block;padding:.375rem 0}button{font:inherit;padding:.5rem 1.25rem;border-radius:.25rem;margin-right:.5rem;"
        + "border:1px solid #14532d;background:#fff;color:#14532d;cursor:pointer}button.allow{background:#14532d;color:#fff}"
        + ":focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}small{color:#4b5563}";

    /// <summary>The page; its form posts the chosen account under <paramref name="member"/>, or <see cref="Deny"/>.</summary>
    public static SimulatedResponse Show(
        string system,
        string question,
        string member,
        IEnumerable<(string Id, string Name)> accounts,
        string allow,
        string deny
    )
    {
        var choices = string.Concat(
            accounts.Select(
                (account, index) =>
                    $"<label><input type=\"radio\" name=\"{member}\" value=\"{WebUtility.HtmlEncode(account.Id)}\"{(index == 0 ? " checked" : "")}> "
                    + $"{WebUtility.HtmlEncode(account.Name)}</label>"
            )
        );
        return SimulatedResponse.Text(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            + $"<title>Connect to {system} (simulated)</title><style>{Style}</style></head><body><main>"
            + $"<h1>An app wants to connect to {system}</h1><p>It will read and write customers, invoices and payments.</p>"
            + $"<form method=\"post\"><fieldset><legend>{question}</legend>{choices}</fieldset>"
            + $"<p><button class=\"allow\">{allow}</button><button name=\"{Deny}\" value=\"1\">{deny}</button></p></form>"
            + $"<p><small>This is a simulation of {system}.</small></p></main></body></html>",
            "text/html;charset=utf-8");
    }
}
