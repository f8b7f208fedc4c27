namespace Sequence.Connectors.Conformance.Tests;

internal static class FakeMapper
{
    public static FakeItem ToItem(WriteIntent<Customer> intent, Flaw flaw)
    {
        var customer = intent.Record;
        var fields = new Dictionary<string, string?>();
        Add(nameof(Customer.Name), "name", customer.Name);
        Add(nameof(Customer.Phone), "phone", customer.Phone);
        Add(nameof(Customer.Website), "website", customer.Website);
        Add(nameof(Customer.ParentId), "parent", intent.References.Find<Customer>(customer.ParentId));
        return new FakeItem
        {
            Mark = intent.Key,
            Id = intent.Target?.ExternalId,
            Version = flaw == Flaw.OverwritesOthers ? null : intent.Target?.Version,
            Archives = intent.Verb == WriteVerb.Archive && flaw != Flaw.PretendsToArchive,
            Fields = intent.Verb == WriteVerb.Archive ? new Dictionary<string, string?>() : fields,
        };

        void Add(string property, string field, string? value)
        {
            if (flaw == Flaw.SendsFieldsOfOthers || intent.Owns(property))
            {
                fields[field] = value;
            }
        }
    }

    public static Problem? Unlinked(WriteIntent<Customer> intent) =>
        intent.Record.ParentId is { } parent && intent.References.Find<Customer>(parent) is null
            ? new Problem
            {
                Code = "reference.unlinked",
                Path = nameof(Customer.ParentId),
                Message = $"The parent '{parent}' is not linked.",
                Fix = "Link it first.",
            }
            : null;

    public static ValueList<MappingNote> Notes(WriteIntent<Customer> intent) => intent.Record.DefaultTaxRateId is { } rate
        ? [new MappingNote
        {
            Kind = MappingNoteKind.Dropped,
            Path = nameof(Customer.DefaultTaxRateId),
            From = rate,
            Message = "The system has no default tax rate.",
        }]
        : [];
}
