using BenchmarkDotNet.Attributes;
using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A page of 1,000 customers: from bytes to records with their payloads.</summary>
public class ReadingCustomers
{
    public const int Records = 1000;

    private readonly byte[] _page = VendorPage.Customers(first: 1, Records);

    [Benchmark(Baseline = true)]
    public long BareReader() => Floor.Read(_page);

    [Benchmark]
    public int JsonDocument()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_page);
        return document.RootElement.GetProperty("QueryResponse").GetProperty("Customer").GetArrayLength();
    }

    [Benchmark]
    public object ToRecords() => Pages.Read(_page, QuickBooksEntities.Customer);
}
