using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Xero;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// Invoices of five lines: from records to the body of one request to Xero. Its floor copies bodies that were made before, and
/// takes their fingerprint.
/// </summary>
public class WritingXeroInvoices : IDisposable
{
    private readonly ServiceProvider _host = Host.Create(new("https://localhost/"));
    private readonly XeroWriteScope _scope = XeroScopes.Writing();
    private readonly XeroInvoiceFormat _format = new();
    private readonly XeroWriter<Invoice> _writer;
    private IReadOnlyList<WriteIntent<Invoice>> _intents = [];
    private List<XeroOperation<Invoice>> _made = [];

    public WritingXeroInvoices()
    {
        var connection = Host.Connection("1") with { Connector = "xero", Settings = XeroScopes.Settings };
        var opened = _host.GetRequiredService<XeroSystem>().Open(new() { Connection = connection, Clock = TimeProvider.System });
        _writer = new(opened, _format);
        Prepare();
    }

    /// <summary>How many invoices are sent at once; Xero takes fifty.</summary>
    [Params(1, 50)]
    public int Records { get; set; } = 50;

    [GlobalSetup]
    public void Prepare()
    {
        _intents = HostInvoices.Intents(Records, lines: 5);
        _made = Compose();
        if (_made.Find(one => one.Problems.Count > 0) is { } refused)
        {
            throw new InvalidOperationException($"Only what Xero would take is measured: {refused.Problems[0].Message}");
        }
    }

    [Benchmark(Baseline = true)]
    public object MadeBefore() => XeroBatch<Invoice>.Of(_format, _made);

    [Benchmark]
    public object ToBatch() => XeroBatch<Invoice>.Of(_format, Compose());

    public void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private List<XeroOperation<Invoice>> Compose() =>
        [.. _intents.Select(intent => _writer.Compose(intent, _scope, before: null, isMarked: true))];
}
