using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Xero;

/// <summary>Says everything that is wrong with the options, when the host starts.</summary>
internal sealed class XeroOptionsValidator : IValidateOptions<XeroOptions>
{
    public ValidateOptionsResult Validate(string? name, XeroOptions options)
    {
        var problems = new List<string>();
        if (options.Apps.Count == 0)
        {
            problems.Add(
                "Xero has no app. Set Xero:Apps:production:ClientId, or call AddXero(xero => xero.App(\"production\", app => …))."
            );
        }

        foreach (var (appName, app) in options.Apps)
        {
            problems.AddRange(OAuthApps.Check(app, appName, "Xero"));
            if (app is { UsesClientCredentials: true, ClientSecret: null })
            {
                problems.Add($"Xero has no client secret for the custom connection '{appName}'. Set Xero:Apps:{appName}:ClientSecret.");
            }
        }

        if (!options.LinkTemplate.Contains("{path}", StringComparison.Ordinal))
        {
            problems.Add($"Xero:LinkTemplate is '{options.LinkTemplate}'; it must contain {{path}}.");
        }

        if (options.DocumentAddress is { } template && WhyNot(template) is { } reason)
        {
            problems.Add($"Xero:DocumentAddress is '{template}'; {reason}");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? WhyNot(string template) =>
        !template.Contains("{id}", StringComparison.Ordinal) && !template.Contains("{number}", StringComparison.Ordinal)
            ? "it must contain {id} or {number}."
        : template.Contains("xero", StringComparison.OrdinalIgnoreCase) ? "Xero refuses addresses that contain its name."
        : !Uri.TryCreate(template, UriKind.Absolute, out _)
            ? "it must be an absolute address, such as https://app.example.com/invoices/{id}."
        : null;
}
