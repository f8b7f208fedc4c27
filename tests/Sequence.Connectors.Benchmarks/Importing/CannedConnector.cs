using System.Globalization;
using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A system whose customers are read already: one page of QuickBooks' customers, given again and again under other ids.</summary>
internal sealed class CannedConnector(int records) : IConnector, IRecordReader<Customer>
{
    public const string Id = "canned";
    private const int PageSize = 1000;
    private readonly Customer[] _page = [.. Pages.Read(VendorPage.Customers(first: 1, PageSize), QuickBooksEntities.Customer)
        .Select(change => ((Change<Customer>.Current)change).Record)];

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = Id,
            Name = "Canned",
            Documentation = new("https://canned.example"),
            ApiVersion = "1",
        };

    /// <summary>Where the records of a page come from; those of the next page say the same but for their ids.</summary>
    public IEnumerable<RecordSource> Sources => _page.Select(customer => customer.Source!);

    public static string IdOf(int number) => number.ToString("000000", CultureInfo.InvariantCulture);

    public void Describe(ConnectorSurface surface) => surface.Reads<Customer>(
        _ => this, new ReadTraits { Mode = ReadMode.Incremental, Deletions = DeletionVisibility.Sweep, PageSize = PageSize });

    public async IAsyncEnumerable<ChangePage<Customer>> ReadAsync(
        ReadOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (var first = 0; first < records; first += PageSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = first;
            yield return new()
            {
                Changes = [.. _page.Select((customer, index) => new Change<Customer>.Current(Renamed(customer, IdOf(start + index))))],
                Next = new Cursor(IdOf(first + PageSize)),
                State = first + PageSize < records ? ChangePageState.More : ChangePageState.End,
            };
        }
    }

    public IAsyncEnumerable<Change<Customer>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        externalIds.Select(Change<Customer> (id) => new Change<Customer>.NotFound(id)).ToAsyncEnumerable();

    private static Customer Renamed(Customer customer, string id) =>
        customer with
        {
            Id = id,
            Source = customer.Source! with { ExternalId = id, Link = new Uri($"https://canned.example/customer/{id}") },
        };
}
