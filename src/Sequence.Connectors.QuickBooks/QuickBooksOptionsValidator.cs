using Microsoft.Extensions.Options;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Says everything that is wrong with the options, when the host starts.</summary>
internal sealed class QuickBooksOptionsValidator : IValidateOptions<QuickBooksOptions>
{
    public ValidateOptionsResult Validate(string? name, QuickBooksOptions options)
    {
        var problems = new List<string>();
        if (options.Apps.Count == 0)
        {
            problems.Add(
                "QuickBooks has no app. Set QuickBooks:Apps:production:ClientId, or call AddQuickBooks(quickbooks => quickbooks.App(\"production\", app => …))."
            );
        }

        foreach (var (appName, app) in options.Apps)
        {
            problems.AddRange(OAuthApps.Check(app, appName, "QuickBooks"));
            if (app.ClientSecret is null)
            {
                problems.Add($"QuickBooks has no client secret for the app '{appName}'. Set QuickBooks:Apps:{appName}:ClientSecret.");
            }
        }

        if (!options.LinkTemplate.Contains("{page}", StringComparison.Ordinal))
        {
            problems.Add($"QuickBooks:LinkTemplate is '{options.LinkTemplate}'; it must contain {{page}}.");
        }

        if (options.ReadsPerDay < 1 || options.ReadsPerDayOfCompany < 1)
        {
            problems.Add("QuickBooks:ReadsPerDay and QuickBooks:ReadsPerDayOfCompany must be 1 or more; leave them out for no budget.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
