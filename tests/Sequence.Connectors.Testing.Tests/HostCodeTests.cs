using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing.Tests;

/// <summary>A host's tests of its own code, as docs/testing.md shows them.</summary>
public sealed class HostCodeTests
{
    private readonly Books _books = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

#pragma warning disable xUnit1051 // the documentation shows what matters
    [Theory]
    [Trait("Behaviour", "S1-26")]
    [Trait("Behaviour", "S3-11")]
    [Trait("Behaviour", "S3-19")]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBody)]
    #region simulated-world
    public async Task What_is_finalized_once_is_one_invoice_and_is_paid_once(SimulatedFaultKind fault)
    {
        await using var world = await SimulatedWorld.StartAsync((services, configuration) => services
            .AddSingleton(_books)                                            // the host's own code and data
            .AddSingleton<Billing>()
            .AddSequenceConnectors(connectors => connectors
                .AddQuickBooks(configuration.GetSection("QuickBooks"))
                .AddSync(sync => sync.React<InvoicePaymentChanged, TakePayment>())));
        await world.ConnectAsync("acme", "quickbooks", settings => settings.With("items.default", "3"));
        var (quickBooks, billing) = (world.Simulators.QuickBooks, world.Services.GetRequiredService<Billing>());

        // The invoice reaches QuickBooks, and the answer gets lost.
        quickBooks.Faults.Add(
            new()
            {
                Kind = fault,
                Resource = "batch",
                When = request => request.Body.Contains("\"Invoice\"", StringComparison.Ordinal),
            }
        );
        await billing.FinalizeAsync(new("inv-1", "2026-001", "Northwind", 499m), Token);
        await world.RunUntilQuietAsync();

        var invoice = Assert.Single(quickBooks.Company.Invoices, one => (string?)one["DocNumber"] == "2026-001");
        Assert.Equal(0, quickBooks.Faults.Waiting);

        // The customer pays in QuickBooks, and QuickBooks says so twice.
        quickBooks.Company.ReceivePayment((string)invoice["Id"]!, (decimal)invoice["Balance"]!);
        await world.DeliverAsync(times: 2);
        await world.SettleAsync();

        Assert.Equal("Paid", _books.Bills["inv-1"].Status);
        Assert.Equal(499m, _books.Bills["inv-1"].Paid);
        Assert.Single(_books.Effects);
        Assert.Empty(await world.Engine.Problems.ListAsync());
    }
    #endregion
#pragma warning restore xUnit1051

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task A_host_that_dies_before_it_knows_what_became_of_an_invoice_makes_no_second_one()
    {
        await using var world = await StartAsync();
        var quickBooks = world.Simulators.QuickBooks;
        quickBooks.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 20);
        await world.Services.GetRequiredService<Billing>().FinalizeAsync(new("inv-1", "2026-001", "Northwind", 499m), Token);
        for (var turn = 0; turn < 5; turn++)
        {
            await world.Engine.RunDueAsync(Token);
        }

        await world.RestartAsync(Token);
        quickBooks.Faults.Clear();
        await world.RunUntilQuietAsync(cancellationToken: Token);

        Assert.Single(quickBooks.Company.Invoices, one => (string?)one["DocNumber"] == "2026-001");
        Assert.Single(quickBooks.Company.Customers, one => (string?)one["DisplayName"] == "Northwind");
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task An_event_that_the_host_tells_twice_makes_one_invoice()
    {
        await using var world = await StartAsync();
        var billing = world.Services.GetRequiredService<Billing>();

        await billing.FinalizeAsync(new("inv-1", "2026-001", "Northwind", 499m), Token);
        await billing.FinalizeAsync(new("inv-1", "2026-001", "Northwind", 499m), Token);
        await world.RunUntilQuietAsync(cancellationToken: Token);
        await billing.FinalizeAsync(new("inv-1", "2026-001", "Northwind", 499m), Token);
        await world.SettleAsync(Token);

        var invoice = Assert.Single(world.Simulators.QuickBooks.Company.Invoices, one => (string?)one["DocNumber"] == "2026-001");
        Assert.Equal("0", (string?)invoice["SyncToken"]);
    }

    private async Task<SimulatedWorld> StartAsync()
    {
        var world = await SimulatedWorld.StartAsync(
            (services, configuration) => services
                .AddSingleton(_books)
                .AddSingleton<Billing>()
                .AddSequenceConnectors(connectors => connectors
                    .AddQuickBooks(configuration.GetSection("QuickBooks"))
                    .AddSync(sync => sync.React<InvoicePaymentChanged, TakePayment>())),
            cancellationToken: Token);
        await world.ConnectAsync("acme", "quickbooks", settings => settings.With("items.default", "3"), cancellationToken: Token);
        return world;
    }
}
