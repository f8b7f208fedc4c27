namespace Sequence.Connectors.Sync.Tests;

/// <summary>A host's adapters over its books.</summary>
internal sealed class BillingHost(BillingBooks books) : IHostImport, IHostSource<Customer>, IHostSource<Invoice>, IHostSource<CreditMemo>
{
    public Task<IReadOnlyDictionary<string, string>> MatchAsync(
        RecordOwner owner, IReadOnlyList<Customer> customers, CancellationToken cancellationToken)
    {
        var known = books.Matches
            ? books
                .All<Customer>(owner)
                .Where(one => one.BillingEmail is not null)
                .DistinctBy(one => one.BillingEmail)
                .ToDictionary(one => one.BillingEmail!, one => one.Id)
            : [];
        return Task.FromResult<IReadOnlyDictionary<string, string>>(
            customers.Where(one => known.ContainsKey(one.BillingEmail ?? "")).ToDictionary(one => one.Id, one => known[one.BillingEmail!]));
    }

    public Task<string> CreateAsync(ImportRequest request, CancellationToken cancellationToken) => Task.FromResult(books.Create(request));

    IAsyncEnumerable<Customer> IHostSource<Customer>.FindAsync(
        RecordOwner owner,
        IReadOnlyCollection<string> localIds,
        CancellationToken cancellationToken
    ) => Read<Customer>(owner, one => localIds.Contains(one.Id));

    IAsyncEnumerable<Customer> IHostSource<Customer>.ReadOfCustomerAsync(
        RecordOwner owner,
        string customerId,
        CancellationToken cancellationToken
    ) => Read<Customer>(owner, one => one.Id == customerId);

    IAsyncEnumerable<Invoice> IHostSource<Invoice>.FindAsync(
        RecordOwner owner,
        IReadOnlyCollection<string> localIds,
        CancellationToken cancellationToken
    ) => Read<Invoice>(owner, one => localIds.Contains(one.Id));

    IAsyncEnumerable<Invoice> IHostSource<Invoice>.ReadOfCustomerAsync(
        RecordOwner owner,
        string customerId,
        CancellationToken cancellationToken
    ) => Read<Invoice>(owner, one => one.CustomerId == customerId);

    IAsyncEnumerable<CreditMemo> IHostSource<CreditMemo>.FindAsync(
        RecordOwner owner,
        IReadOnlyCollection<string> localIds,
        CancellationToken cancellationToken
    ) => Read<CreditMemo>(owner, one => localIds.Contains(one.Id));

    IAsyncEnumerable<CreditMemo> IHostSource<CreditMemo>.ReadOfCustomerAsync(
        RecordOwner owner,
        string customerId,
        CancellationToken cancellationToken
    ) => Read<CreditMemo>(owner, one => one.CustomerId == customerId);

    private IAsyncEnumerable<TRecord> Read<TRecord>(RecordOwner owner, Func<TRecord, bool> isWanted)
        where TRecord : class, IRecord => books.All<TRecord>(owner).Where(isWanted).ToAsyncEnumerable();
}
