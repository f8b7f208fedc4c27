namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeBench(FakeHarness harness) : IVerbBench<Customer>, IFieldBench<Customer>, IReferenceBench<Customer>,
    IDeleteBench<Customer>, IArchiveBench<Customer>, IUnknownBench<Customer>, ICursorBench<Customer>
{
    public ConnectorHarness Harness => harness;

    public SourceDetails Details => SourceDetails.All;

    public string UnknownId => "row-999999";

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


    private FakeSystem System => harness.System;

    public Task<IReadOnlyList<string>> SeedAsync(int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(1, count).Select(number => System.Make($"Seed {number}"))]);

    public Task ChangeAsync(string externalId, CancellationToken cancellationToken) =>
        Change(externalId, row => row with { Fields = new Dictionary<string, string?>(row.Fields) { ["note"] = "changed" } });

    public Task DeleteAsync(string externalId, CancellationToken cancellationToken) =>
        Change(externalId, row => row with { IsDeleted = true });

    public Task ArchiveAsync(string externalId, CancellationToken cancellationToken) =>
        Change(externalId, row => row with { State = "archived" });

    public async Task<string> AddUnknownAsync(string externalId, CancellationToken cancellationToken)
    {
        await Change(externalId, row => row with { Unknown = "mood", State = "dormant" });
        return "mood";
    }

    public Task ExpireCursorsAsync(CancellationToken cancellationToken)
    {
        System.Epoch++;
        return Task.CompletedTask;
    }

    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>("parent", System.Make("Parent")));

    public Customer NewRecord(string localId) => new() { Id = localId, Name = $"Customer {localId}", ParentId = "parent" };

    public Customer Edited(Customer record) => record with { Phone = "+1 555 0199" };

    public Customer Refused(Customer record) => record with { Name = "refused" };

    public Customer Lossy(Customer record) => record with { DefaultTaxRateId = "rate-1" };

    public Customer WithUnlinkedReference(Customer record) => record with { ParentId = "nobody" };

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(System.Count);

    public Task<Customer> ReadBackAsync(string externalId, CancellationToken cancellationToken) =>
        Task.FromResult(FakeReader.ToCustomer(System.Get(externalId)));

    public Task<WriteIntent<Customer>> PrepareAsync(
        ConnectorSession session, WriteVerb verb, string localId, CancellationToken cancellationToken) =>
        Task.FromResult(new WriteIntent<Customer>
        {
            Key = IntentKey.Of(session.Connection.Id, RecordType.Of<Customer>(), localId, verb),
            Verb = verb,
            Record = NewRecord(localId) with { ParentId = null },
            Target = new WriteTarget { ExternalId = System.Make(localId) },
        });

    public Task<int> CountEffectsAsync(WriteIntent<Customer> intent, CancellationToken cancellationToken) =>
        Task.FromResult(System.Get(intent.Target!.ExternalId).State == "archived" ? 1 : 0);

    private Task Change(string externalId, Func<FakeRow, FakeRow> change)
    {
        System.Change(externalId, change);
        return Task.CompletedTask;
    }
}
