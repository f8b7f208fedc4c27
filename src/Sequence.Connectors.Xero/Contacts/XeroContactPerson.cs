namespace Sequence.Connectors.Xero;

/// <summary>Another person of a contact, as it travels.</summary>
internal struct XeroContactPerson
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? EmailAddress { get; set; }

    public bool? IncludeInEmails { get; set; }

    public static WireShape<XeroContactPerson> Shape { get; } = new()
    {
        { "FirstName", (ref json, ref it) => it.FirstName = json.Text() },
        { "LastName", (ref json, ref it) => it.LastName = json.Text() },
        { "EmailAddress", (ref json, ref it) => it.EmailAddress = json.Text() },
        { "IncludeInEmails", (ref json, ref it) => it.IncludeInEmails = json.Flag() },
    };
}
