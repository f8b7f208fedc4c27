using System.Collections.Concurrent;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What was read of companies and their customers, for a while: reads are metered, and these seldom change.</summary>
internal sealed class QuickBooksCache
{
    private const int MostCustomers = 100_000;
    private static readonly Duration CompanyAge = Duration.FromHours(24);
    private static readonly Duration CustomerAge = Duration.FromHours(1);

    private readonly ConcurrentDictionary<string, (QuickBooksCompanyFacts Company, Instant At)> _companies = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<
        (string Connection, string Id),
        (QuickBooksCustomerFacts Customer, Instant At)
    > _customers = new();

    // Only what can be named is kept: what cannot is looked at again before it is refused.
    private readonly ConcurrentDictionary<(string Connection, string Entity, string Id), Instant> _listed = new();

    public async Task<QuickBooksCompanyFacts> CompanyAsync(
        Connection connection, Func<CancellationToken, Task<QuickBooksCompanyFacts>> read, Instant now, CancellationToken cancellationToken)
    {
        if (_companies.TryGetValue(connection.Id, out var kept) && now - kept.At < CompanyAge)
        {
            return kept.Company;
        }

        var company = await read(cancellationToken).ConfigureAwait(false);
        _companies[connection.Id] = (company, now);
        return company;
    }

    public void Keep(Connection connection, QuickBooksCompanyFacts company, Instant now) => _companies[connection.Id] = (company, now);

    public void Forget(Connection connection) => _companies.TryRemove(connection.Id, out _);

    public Dictionary<string, QuickBooksCustomerFacts> Customers(
        Connection connection,
        IEnumerable<string> ids,
        Instant now,
        out List<string> missing
    )
    {
        var known = new Dictionary<string, QuickBooksCustomerFacts>(StringComparer.Ordinal);
        missing = [];
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (_customers.TryGetValue((connection.Id, id), out var kept) && now - kept.At < CustomerAge)
            {
                known[id] = kept.Customer;
            }
            else
            {
                missing.Add(id);
            }
        }

        return known;
    }

    public void Keep(Connection connection, QuickBooksCustomerFacts customer, Instant now)
    {
        if (_customers.Count >= MostCustomers)
        {
            _customers.Clear();
        }

        _customers[(connection.Id, customer.Id)] = (customer, now);
    }

    /// <summary>Of items, tax codes or accounts those that were not found in use lately.</summary>
    public IEnumerable<string> NotListed(Connection connection, string entity, IEnumerable<string> ids, Instant now) =>
        ids.Where(id => !(_listed.TryGetValue((connection.Id, entity, id), out var at) && now - at < CompanyAge))
            .ToHashSet(StringComparer.Ordinal);

    public void KeepListed(Connection connection, string entity, string id, Instant now)
    {
        if (_listed.Count >= MostCustomers)
        {
            _listed.Clear();
        }

        _listed[(connection.Id, entity, id)] = now;
    }

    public void ForgetListed(Connection connection)
    {
        foreach (var key in _listed.Keys.Where(key => key.Connection == connection.Id))
        {
            _listed.TryRemove(key, out _);
        }
    }

    public void Forget(Connection connection, string customerId) => _customers.TryRemove((connection.Id, customerId), out _);
}
