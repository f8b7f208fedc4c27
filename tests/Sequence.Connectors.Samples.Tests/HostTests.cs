using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Samples.Tests;

/// <summary>A host's own test, as docs/testing.md shows it.</summary>
public sealed class HostTests
{
    #region host-test
    [Fact]
    public async Task An_invoice_whose_answer_was_lost_is_not_sent_twice()
    {
        var token = TestContext.Current.CancellationToken;
        await using var simulator = await SimulatorServer.StartAsync(cancellationToken: token);
        var clock = (SimulatedClock)simulator.Clock;
        clock.AutoAdvance = true;                                       // waits of minutes take no time
        await using var services = new ServiceCollection()
            .AddSingleton(simulator.Clock)
            .AddSequenceConnectors(builder => builder
                .AddQuickBooks(simulator.Configuration.GetSection("QuickBooks"))
                .ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)))
                .ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock))))
            .BuildServiceProvider();
        var connectors = services.GetRequiredService<SequenceConnectors>();
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = "acme",
                RedirectUri = new("https://host.example/callback"),
            },
            token
        );
        var connection = (await connectors.CompleteConnectAsync(simulator.QuickBooks.Approve(page), token))[0];
        await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", "3"), token);
        var session = await connectors.OpenAsync(connection.Id, token);
        var before = simulator.QuickBooks.Company.Invoices.Count;

        simulator.QuickBooks.Faults.Next(SimulatedFaultKind.CutAfterEffect, resource: "batch");
        var outcome = await session.Invoices.WriteAsync(Intent(connection.Id), cancellationToken: token);

        Assert.IsType<WriteOutcome.Created>(outcome);
        Assert.Equal(before + 1, simulator.QuickBooks.Company.Invoices.Count);
    }
    #endregion

    private static WriteIntent<Invoice> Intent(string connectionId) => new()
    {
        Key = IntentKey.Of<Invoice>(connectionId, "inv-1"),
        Record = new()
        {
            Id = "inv-1",
            CustomerId = "cus-1",
            Currency = CurrencyCode.Parse("USD"),
            Status = DocumentStatus.Final,
            IssueDate = new(2026, 11, 2),
            Lines = [new() { Description = "Platform, November", NetTotal = 499.00m }],
        },
        References = References.To<Customer>("cus-1", "3"),
    };
}
