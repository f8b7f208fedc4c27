namespace Sequence.Connectors.Simulators;

/// <summary>The keys of an app: those for development reach sandbox companies only, those for production real ones only.</summary>
internal sealed record QuickBooksApp(string ClientId, string ClientSecret, bool IsSandbox);
