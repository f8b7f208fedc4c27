using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class CustomerBench(XeroHarness harness)
    : XeroBench<Customer>(harness, "Contact"),
        IFieldBench<Customer>,
        IVerbBench<Customer>
{
    public FieldProbe<Customer> First { get; } = new()
    {
        Property = nameof(Customer.Phone),
        Value = "555 0100",
        OtherValue = "555 0101",
        With = (customer, value) => customer with { Phone = value },
        Get = customer => customer.Phone,
    };

    public FieldProbe<Customer> Second { get; } =
        new()
        {
            Property = nameof(Customer.Contacts),
            Value = "one@example.com",
            OtherValue = "two@example.com",
            With = (customer, value) =>
                customer with
                {
                    Contacts = value is null ? [] : [new() { Email = value, BillingPreference = BillingPreference.Primary }],
                },
            Get = customer => customer.BillingEmail,
        };

    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.Empty);

    public Customer NewRecord(string localId) => new() { Id = localId, Name = $"Customer {localId}" };

    public Customer Edited(Customer record) => record with { Phone = "555 0199" };

    public Customer Refused(Customer record) => record with { Name = "" };

    public Customer Lossy(Customer record) => record with { Name = $"{record.Name}  <north>" };

    public async Task<Customer> ReadBackAsync(string externalId, CancellationToken cancellationToken) =>
        (await World.Session.Customers.FindAsync(externalId, cancellationToken))!;

    public Task<WriteIntent<Customer>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            World.Intent(
                NewRecord(localId),
                new() { ExternalId = World.Organisation.AddContact($"To {verb} {localId}") },
                verb: verb
            )
        );

    public Task<int> CountEffectsAsync(WriteIntent<Customer> intent, CancellationToken cancellationToken) =>
        Task.FromResult((string?)World.Organisation.Contacts.Find(intent.Target!.ExternalId)!["ContactStatus"] == "ARCHIVED" ? 1 : 0);

    protected override JsonObject NewObject(int number) => new() { ["Name"] = $"Seed {number}" };

    protected override JsonObject Change(int number) => new() { ["FirstName"] = $"Change {number}" };

    protected override void Archive(string externalId) => World.Organisation.ArchiveContact(externalId);
}
