using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Invoices of five lines: from records to the body of one batch.</summary>
public class WritingInvoices : IDisposable
{
    private readonly ServiceProvider _host = Host.Create(new("https://localhost/"));
    private readonly HandWriter _hand = new();
    private readonly QuickBooksWriteScope _scope;
    private readonly QuickBooksComposer<Invoice> _composer;
    private IReadOnlyList<WriteIntent<Invoice>> _intents = [];

    public WritingInvoices()
    {
        var settings = ConnectionSettings.Empty.With("items.default", "7");
        var connection = Host.Connection("1") with { Settings = settings };
        var open = new ConnectionContext { Connection = connection, Clock = TimeProvider.System };
        var company = new QuickBooksCompanyFacts
        {
            CustomNumbers = true,
            TaxMode = QuickBooksTaxMode.AutomatedUs,
            HomeCurrency = CurrencyCode.Parse("USD"),
        };
        var links = new QuickBooksLinks(QuickBooksLinks.DefaultTemplate, connection.Environment, connection.AccountId);
        _scope = new(company, new(settings), links, HostProduct.Default, new Dictionary<string, QuickBooksCustomerFacts>());
        var opened = _host.GetRequiredService<QuickBooksSystem>().Open(open);
        var format = new QuickBooksInvoiceFormat();
        _composer = new(opened, format, new(opened, format));
        Prepare();
    }

    /// <summary>How many invoices are sent at once; QuickBooks takes thirty.</summary>
    [Params(1, 30)]
    public int Records { get; set; } = 30;

    [GlobalSetup]
    public void Prepare()
    {
        _intents = HostInvoices.Intents(Records, lines: 5);
        if (!Compose().Body.Span.SequenceEqual(ByHand().Span))
        {
            throw new InvalidOperationException($"The floor must write what we write, which is:\n{new RawPayload(Compose().Body)}");
        }
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => ByHand().Length;

    [Benchmark]
    public int HandWrittenWithFingerprint() => System.Security.Cryptography.SHA256.HashData(ByHand().Span).Length;

    [Benchmark]
    public object ToBatch() => Compose();

    public void Dispose()
    {
        _hand.Dispose();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private ReadOnlyMemory<byte> ByHand() => _hand.Batch(_intents);

    private QuickBooksBatch<Invoice> Compose()
    {
        var operations = new List<QuickBooksOperation<Invoice>>(_intents.Count);
        using var buffer = BodyBuffer.For(_intents.Count);
        foreach (var intent in _intents)
        {
            operations.Add(_composer.Compose(intent, _scope, buffer));
        }

        return QuickBooksBatch<Invoice>.Of("Invoice", operations);
    }
}
