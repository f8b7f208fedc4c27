using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// A host at work in bad weather: it publishes documents and payments, and is paid, while requests fail and webhooks are lost.
/// Everything comes from one seed.
/// </summary>
internal sealed class StormRun : IAsyncDisposable
{
    private const int Waves = 10;
    private readonly Random _random;
    private readonly WebhookWeather _weather;
    private readonly List<string> _payments = [];
    private readonly Dictionary<string, int> _paid = new(StringComparer.Ordinal);
    private readonly int _customers;
    private readonly int _perWave;

    private StormRun(LedgerWorld world, HostBooks books, int seed, int invoices)
    {
        (World, Books, _random) = (world, books, new Random(seed));
        (_perWave, _customers) = (invoices / Waves, Math.Max(1, invoices / 10));
        _weather = new(world, _random);
        Host = new(world, books, _random, _customers);
    }

    public LedgerWorld World { get; }

    public HostBooks Books { get; }

    public StormHost Host { get; }

    public WebhookWeather Weather => _weather;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<StormRun> StartAsync(int seed, int invoices, Action<SequenceConnectorsBuilder>? stores = null)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"SEQUENCE_STORM_SEED={seed}");
        var books = new HostBooks();
        var world = await LedgerWorld.StartAsync(books.AddTo, stores);
        world.QuickBooks.Faults.Storm(seed, new Dictionary<SimulatedFaultKind, double>
        {
            [SimulatedFaultKind.TooManyRequests] = 0.05,
            [SimulatedFaultKind.ServerError] = 0.02,
            [SimulatedFaultKind.BadGateway] = 0.015,
            [SimulatedFaultKind.Unavailable] = 0.015,
            [SimulatedFaultKind.ServerErrorAfterEffect] = 0.05,
            [SimulatedFaultKind.CutBeforeEffect] = 0.02,
            [SimulatedFaultKind.CutAfterEffect] = 0.02,
            [SimulatedFaultKind.CutBody] = 0.01,
        });
        return new(world, books, seed, invoices);
    }

    public async Task RunAsync()
    {
        for (var wave = 0; wave < Waves; wave++)
        {
            await PublishAsync(wave);
            World.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutInBatch, AppliedItems = _random.Next(30) });
            for (var turn = 0; turn < 3; turn++)
            {
                await World.Engine.RunDueAsync(Token);
                Pay();
                TakeBack();
                await _weather.DeliverAsync();
                if (_random.NextDouble() < 0.3)
                {
                    World.QuickBooks.ExpireAccessTokens();
                }

                World.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 90)));
            }

            await Host.WorkAsync();
        }

        await CalmAsync();
    }

    // The weather stays as it is; only nobody does anything any more. Two sweeps later everything is known.
    private async Task CalmAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await World.RunAsync();
            await _weather.DeliverAsync();
            World.Clock.Advance(TimeSpan.FromHours(3.5));
        }

        await World.RunAsync();
    }

    private async Task PublishAsync(int wave)
    {
        if (wave == 0)
        {
            for (var i = 0; i < _customers; i++)
            {
                await World.PublishAsync(HostRecords.Customer($"C-{i}"), HostEvent.Saved);
            }
        }

        await Host.PublishAsync(_perWave);
    }

    // Whoever pays sees only what stands in QuickBooks, whatever the host knows of it.
    private void Pay()
    {
        foreach (var invoice in Pushed().Where(one => !StormHost.IsDoomed((string)one["DocNumber"]!)).ToList())
        {
            if (_random.NextDouble() < 0.1 && AmountOf(invoice) is > 0m and var amount)
            {
                var id = (string)invoice["Id"]!;
                _payments.Add(World.Company.ReceivePayment(id, amount));
                _paid[id] = _paid.GetValueOrDefault(id) + 1;
            }
        }
    }

    // Of an invoice that the host pays too, others pay no more than three eighths, so that nobody pays too much.
    private decimal AmountOf(JsonObject invoice)
    {
        var (balance, total) = (invoice["Balance"]!.GetValue<decimal>(), invoice["TotalAmt"]!.GetValue<decimal>());
        return StormHost.IsShared((string)invoice["DocNumber"]!)
            ? _paid.GetValueOrDefault((string)invoice["Id"]!) < 3 ? StormHost.Part(total, 8) : 0m
            : _random.NextDouble() < 0.5 ? balance : Math.Round(balance / 2, 2);
    }

    private void TakeBack()
    {
        foreach (var payment in _payments.Where(_ => _random.NextDouble() < 0.05).ToList())
        {
            _payments.Remove(payment);
            if (_random.NextDouble() < 0.5)
            {
                World.Company.VoidPayment(payment);
            }
            else
            {
                World.Company.DeletePayment(payment);
            }
        }
    }

    public IEnumerable<JsonObject> Pushed() =>
        World.Company.Invoices.Where(one => ((string?)one["DocNumber"])?.StartsWith("NI-", StringComparison.Ordinal) ?? false);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
