namespace Sequence.Connectors.Simulators;

/// <summary>What an app may ask for, and which scope opens what.</summary>
internal static class XeroScopes
{
    public const string Connections = "app.connections";

    /// <summary>What a custom connection has when it names no scopes.</summary>
    public static readonly string[] Custom =
        ["accounting.invoices", "accounting.payments", "accounting.contacts", "accounting.settings"];

    private static readonly string[] Identity = ["openid", "profile", "email", "offline_access"];

    private static readonly string[] Granular =
        ["accounting.invoices", "accounting.payments", "accounting.banktransactions", "accounting.manualjournals"];

    private static readonly string[] Lasting =
        ["accounting.settings", "accounting.contacts", "accounting.attachments", "accounting.budgets", "accounting.journals"];

    /// <summary>The first scope that the app cannot ask for; null when it can ask for all.</summary>
    public static string? Refused(IEnumerable<string> scopes, bool allowsBroad) => scopes.FirstOrDefault(scope =>
    {
        var name = WithoutRead(scope);
        return !Identity.Contains(scope) && !Lasting.Contains(name) && scope != Connections
            && (allowsBroad
                ? name is not ("accounting.transactions" or "accounting.reports")
                : !Granular.Contains(name) && !scope.StartsWith("accounting.reports.", StringComparison.Ordinal));
    });

    public static string[] Split(string? scope) => (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether scopes open a resource, for reading alone or for writing.</summary>
    public static bool Open(IReadOnlyCollection<string> scopes, string resource, bool writes) =>
        OpeningScopes(resource).Any(scope => scopes.Contains(scope) || (!writes && scopes.Contains(scope + ".read")));

#pragma warning disable CA1308 // resources are path segments in lower case
    private static string[] OpeningScopes(string resource) => resource.ToLowerInvariant() switch
    {
        "contacts" => ["accounting.contacts"],
        "invoices" or "creditnotes" => ["accounting.invoices", "accounting.transactions"],
        "payments" or "batchpayments" => ["accounting.payments", "accounting.transactions"],
        "items" => ["accounting.invoices", "accounting.settings", "accounting.transactions"],
        _ => ["accounting.settings"],
    };
#pragma warning restore CA1308

    private static string WithoutRead(string scope) => scope.EndsWith(".read", StringComparison.Ordinal) ? scope[..^5] : scope;
}
