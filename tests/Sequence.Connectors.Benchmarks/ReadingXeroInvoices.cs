using BenchmarkDotNet.Attributes;
using Sequence.Connectors.Xero;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A page of 100 invoices of five lines as Xero sends them: from bytes to records with their payloads.</summary>
public class ReadingXeroInvoices
{
    public const int Records = 100;

    private readonly byte[] _page = XeroPages.Invoices(Records, lines: 5);

    [Benchmark(Baseline = true)]
    public long BareReader() => Floor.Read(_page);

    [Benchmark]
    public int JsonDocument()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_page);
        return document.RootElement.GetProperty("Invoices").GetArrayLength();
    }

    [Benchmark]
    public object ToRecords()
    {
        var (entity, scope) = (XeroEntities.Invoice, XeroScopes.Reading());
        return XeroPage.Read(_page, entity.List, entity.Shape, (in wire, payload) => entity.Map(wire, payload, scope));
    }
}
