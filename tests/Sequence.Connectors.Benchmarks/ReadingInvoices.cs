using BenchmarkDotNet.Attributes;
using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A page of 100 invoices of five lines: from bytes to records with their payloads.</summary>
public class ReadingInvoices
{
    public const int Records = 100;

    private readonly byte[] _page = VendorPage.Invoices(first: 1, Records, lines: 5);

    [Benchmark(Baseline = true)]
    public long BareReader() => Floor.Read(_page);

    [Benchmark]
    public int JsonDocument()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_page);
        return document.RootElement.GetProperty("QueryResponse").GetProperty("Invoice").GetArrayLength();
    }

    [Benchmark]
    public object ToRecords() => Pages.Read(_page, QuickBooksEntities.Invoice);
}
