using Sequence.Connectors.Xero;

namespace Sequence.Connectors.Benchmarks;

/// <summary>What reading and writing at Xero needs beside the records: an organisation, and a tenant's choices.</summary>
internal static class XeroScopes
{
    private static readonly XeroOrganisationFacts Organisation = new()
    {
        Name = "Juniper Flats", BaseCurrency = CurrencyCode.Parse("USD"), BaseCurrencyText = "USD", ShortCode = "!7e4a9",
    };

    public static ConnectionSettings Settings { get; } = ConnectionSettings.Empty.With("accounts.default", "200");

    private static XeroLinks Links => new(XeroLinks.DefaultTemplate, Organisation.ShortCode);

    public static XeroReadScope Reading() => new(Links, new(Settings), Organisation);

    public static XeroWriteScope Writing() => new(Organisation, new(Settings), Links, new(), new Dictionary<string, string>());
}
