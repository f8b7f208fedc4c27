using System.Collections.Concurrent;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>What a billing product holds: customers, invoices, and what it was told of payments.</summary>
internal sealed class HostBooks
{
    public ConcurrentDictionary<string, Customer> Customers { get; } = [];

    public ConcurrentDictionary<string, Invoice> Invoices { get; } = [];

    public ConcurrentQueue<InvoicePaymentChanged> Payments { get; } = [];

    public Invoice Add(string id, string customer) => Invoices[id] = new()
    {
        Id = id,
        Number = $"N{id}",
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new LocalDate(2026, 3, 1),
        DueDate = new LocalDate(2026, 3, 31),
        Status = DocumentStatus.Final,
        Lines = [new InvoiceLine { Id = $"{id}-1", Description = "Subscription", Quantity = 1m, UnitPrice = 100m, NetTotal = 100m }],
        NetTotal = 100m,
        TaxTotal = 0m,
        GrossTotal = 100m,
    };

    /// <summary>The host's adapters over its books.</summary>
    internal sealed class Adapter(HostBooks books)
        : IHostImport,
            IHostSource<Customer>,
            IHostSource<Invoice>,
            IReaction<InvoicePaymentChanged>
    {
        public Task<IReadOnlyDictionary<string, string>> MatchAsync(
            RecordOwner owner, IReadOnlyList<Customer> customers, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

        public Task<string> CreateAsync(ImportRequest request, CancellationToken cancellationToken)
        {
            var id = $"C-{books.Customers.Count + 1}";
            books.Customers[id] = request.Customer with { Id = id };
            return Task.FromResult(id);
        }

        public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
        {
            books.Payments.Enqueue(change);
            return Task.CompletedTask;
        }

        IAsyncEnumerable<Customer> IHostSource<Customer>.FindAsync(
            RecordOwner owner,
            IReadOnlyCollection<string> localIds,
            CancellationToken cancellationToken
        ) => books.Customers.Values.Where(one => localIds.Contains(one.Id)).ToAsyncEnumerable();

        IAsyncEnumerable<Customer> IHostSource<Customer>.ReadOfCustomerAsync(
            RecordOwner owner,
            string customerId,
            CancellationToken cancellationToken
        ) => books.Customers.Values.Where(one => one.Id == customerId).ToAsyncEnumerable();

        IAsyncEnumerable<Invoice> IHostSource<Invoice>.FindAsync(
            RecordOwner owner,
            IReadOnlyCollection<string> localIds,
            CancellationToken cancellationToken
        ) => books.Invoices.Values.Where(one => localIds.Contains(one.Id)).ToAsyncEnumerable();

        IAsyncEnumerable<Invoice> IHostSource<Invoice>.ReadOfCustomerAsync(
            RecordOwner owner,
            string customerId,
            CancellationToken cancellationToken
        ) => books.Invoices.Values.Where(one => one.CustomerId == customerId).ToAsyncEnumerable();
    }
}
