using System.Collections.Concurrent;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What was read of companies and their customers, for a while: reads are metered, and these seldom change.</summary>
internal sealed class QuickBooksCache
{
    private const int MostCustomers = 100_000;
    private static readonly Duration CompanyAge = Duration.FromHours(24);
    private static readonly Duration CustomerAge = Duration.FromHours(1);

    private readonly ConcurrentDictionary<string, (QuickBooksCompanyFacts Company, Instant At)> _companies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Connection, string Id), (QuickBooksCustomerFacts Customer, Instant At)> _customers = new();

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

    public Dictionary<string, QuickBooksCustomerFacts> Customers(Connection connection, IEnumerable<string> ids, Instant now, out List<string> missing)
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

    public void Forget(Connection connection, string customerId) => _customers.TryRemove((connection.Id, customerId), out _);
}
