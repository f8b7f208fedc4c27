using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.Xero;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Invoices of five lines: from records to the body of one request to Xero.</summary>
public class WritingXeroInvoices : IDisposable
{
    private readonly ServiceProvider _host = Host.Create(new("https://localhost/"));
    private readonly XeroHandWriter _hand = new();
    private readonly XeroWriteScope _scope = XeroScopes.Writing();
    private readonly XeroInvoiceFormat _format = new();
    private readonly XeroWriter<Invoice> _writer;
    private IReadOnlyList<WriteIntent<Invoice>> _intents = [];

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
        var batch = Compose();
        if (batch.Operations.FirstOrDefault(one => one.Problems.Count > 0) is { } refused)
        {
            throw new InvalidOperationException($"Only what Xero would take is measured: {refused.Problems[0].Message}");
        }

        if (!batch.Body.Span.SequenceEqual(_hand.Batch(_intents).Span))
        {
            throw new InvalidOperationException($"The floor must write what we write, which is:\n{new RawPayload(batch.Body)}");
        }
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => _hand.Batch(_intents).Length;

    [Benchmark]
    public int HandWrittenWithFingerprint() => System.Security.Cryptography.SHA256.HashData(_hand.Batch(_intents).Span).Length;

    [Benchmark]
    public object ToBatch() => Compose();

    public void Dispose()
    {
        _hand.Dispose();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private XeroBatch<Invoice> Compose()
    {
        using var buffer = BodyBuffer.For(_intents.Count);
        var operations = new List<XeroOperation<Invoice>>(_intents.Count);
        foreach (var intent in _intents)
        {
            operations.Add(_writer.Compose(intent, _scope, buffer, before: null, isMarked: true));
        }

        return XeroBatch<Invoice>.Of(_format, operations);
    }
}
