namespace Sequence.Connectors.Simulators;

/// <summary>Something that happened in an organisation and that a webhook tells of.</summary>
/// <param name="TenantId">The organisation.</param>
/// <param name="Category">CONTACT, INVOICE or CREDITNOTE.</param>
/// <param name="ResourceId">The record's id.</param>
/// <param name="Type">CREATE or UPDATE; Xero has no other.</param>
/// <param name="At">When it happened.</param>
/// <param name="DocumentType">For CREDITNOTE: the kind of document, such as ACCRECCREDIT; null otherwise.</param>
/// <param name="DocumentStatus">For CREDITNOTE: the status at that moment; null otherwise.</param>
public sealed record XeroEvent(
    string TenantId, string Category, string ResourceId, string Type, DateTimeOffset At,
    string? DocumentType = null, string? DocumentStatus = null);
