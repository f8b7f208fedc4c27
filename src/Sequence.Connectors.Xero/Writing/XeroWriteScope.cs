namespace Sequence.Connectors.Xero;

/// <summary>What making a body needs beside the intent: the organisation, its items and the tenant's choices.</summary>
internal sealed record XeroWriteScope(
    XeroOrganisationFacts Organisation,
    XeroSettings Settings,
    XeroLinks Links,
    XeroOptions Options,
    IReadOnlyDictionary<string, string> ItemCodes);
