using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>The host of these tests keeps its own contract: the suites that a host derives pass on it.</summary>
public static class BillingHostConformanceTests
{
    public sealed class Importing : HostImportConformance
    {
        private readonly BillingBooks _books = new();

        protected override bool SharesTheTransaction => false;

        protected override Task RunAsync(Func<IHostImport, Task> work, bool isKept = true)
        {
            ArgumentNullException.ThrowIfNull(work);
            return work(new BillingHost(_books));
        }

        protected override Task<IReadOnlyList<string>> CustomersAsync(RecordOwner owner) =>
            Task.FromResult<IReadOnlyList<string>>([.. _books.All<Customer>(owner).Select(one => one.Id)]);
    }

    public sealed class Customers : Source<Customer>
    {
        protected override Customer NewRecord(string id, string customerId) => HostRecords.Customer(customerId);
    }

    public sealed class Invoices : Source<Invoice>
    {
        protected override Invoice NewRecord(string id, string customerId) => HostRecords.Invoice(id, customerId);
    }

    public abstract class Source<TRecord> : HostSourceConformance<TRecord>
        where TRecord : class, IRecord
    {
        private readonly BillingBooks _books = new();
        private int _count;

        protected abstract TRecord NewRecord(string id, string customerId);

        protected override ValueTask<IHostSource<TRecord>> OpenSourceAsync() => new((IHostSource<TRecord>)(object)new BillingHost(_books));

        protected override Task<TRecord> AddAsync(RecordOwner owner, string customerId) =>
            Task.FromResult(_books.Add(NewRecord($"I-{++_count}", customerId), owner));
    }
}
