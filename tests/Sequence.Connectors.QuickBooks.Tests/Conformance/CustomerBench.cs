using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class CustomerBench(QuickBooksHarness harness) : QuickBooksBench<Customer>(harness, "Customer"),
    IFieldBench<Customer>, IReferenceBench<Customer>, IVerbBench<Customer>
{
    public FieldProbe<Customer> First { get; } = new()
    {
        Property = nameof(Customer.Phone),
        Value = "+1 555 0100",
        OtherValue = "+1 555 0101",
        With = (customer, value) => customer with { Phone = value },
        Get = customer => customer.Phone,
    };

    public FieldProbe<Customer> Second { get; } = new()
    {
        Property = nameof(Customer.Website),
        Value = "https://one.example.com",
        OtherValue = "https://two.example.com",
        With = (customer, value) => customer with { Website = value },
        Get = customer => customer.Website,
    };

    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>("parent", World.CustomerId));

    public Customer NewRecord(string localId) => new() { Id = localId, Name = $"Customer {localId}", ParentId = "parent" };

    public Customer Edited(Customer record) => record with { Phone = "+1 555 0199" };

    public Customer Refused(Customer record) => record with { Name = "" };

    public Customer Lossy(Customer record) => record with { Name = $"{record.Name}: north" };

    public Customer WithUnlinkedReference(Customer record) => record with { ParentId = "nobody" };

    public async Task<Customer> ReadBackAsync(string externalId, CancellationToken cancellationToken) =>
        (await World.Session.Customers.FindAsync(externalId, cancellationToken))!;

    protected override JsonObject NewObject(int number) => new() { ["DisplayName"] = $"Seed {number}" };

    protected override JsonObject Change(int number) => new() { ["CompanyName"] = $"Change {number}" };
}
