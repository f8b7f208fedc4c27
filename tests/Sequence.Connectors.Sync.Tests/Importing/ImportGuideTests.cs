using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>The code of the page on importing, as it runs.</summary>
public sealed class ImportGuideTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_guide_imports_links_and_fills_in()
    {
        await using var world = await ImportWorld.StartAsync();
        var (engine, connection, token) = (world.Sync.Engine, world.Sync.Connection, Token);
        var lines = new List<string>();
        void Show(string line) => lines.Add(line);
        world.AddToHost("C-1");
        world.Books.Add(HostRecords.Invoice());

        #region import
        await engine.Import.RunAsync(connection.Id, cancellationToken: token);
        var status = await engine.Import.ReadStatusAsync(connection.Id, token);
        Show($"{status.Candidates.GetValueOrDefault(CandidateState.Ready)} can be imported, fresh as of {status.FreshAt}");
        foreach (var candidate in await engine.Import.ListAsync(connection.Id, CandidateState.Invalid, cancellationToken: token))
        {
            Show($"{candidate.Name}: {string.Join(" ", candidate.Problems.Select(one => one.Message))} {candidate.Link}");
        }

        await foreach (var outcome in engine.Import.CommitAsync(connection.Id, cancellationToken: token))
        {
            Show(outcome switch
            {
                ImportOutcome.Imported imported => $"{outcome.ExternalId} is {imported.LocalId}",
                ImportOutcome.AlreadyLinked linked => $"{outcome.ExternalId} was {linked.LocalId} before",
                ImportOutcome.Refused refused => $"{outcome.ExternalId}: {refused.Problems[0].Message}",
                _ => throw new InvalidOperationException("An outcome is unknown."),
            });
        }

        #endregion
        var pasted = world.IdOf("Travis Waldron");
        #region link
        var customer = new LocalRecord(RecordType.Of<Customer>(), "C-1");
        var result = await engine.Links.LinkAsync(connection.Id, customer, pasted, token);
        if (result is LinkOutcome.Refused refusal)
        {
            Show($"{refusal.Problem.Message} {refusal.Problem.Fix}");
        }

        var plan = await engine.Links.PlanBackfillAsync(connection.Id, "C-1", token);
        Show(string.Create(CultureInfo.InvariantCulture, $"{plan.Sent} documents would be sent, {plan.Remarks.Count} with remarks"));
        await engine.Links.BackfillAsync(connection.Id, "C-1", token);
        #endregion
        await world.Sync.RunAsync();

        Assert.IsType<LinkOutcome.Linked>(result);
        Assert.Contains(
            lines,
            line => line.StartsWith("Travis Waldron: The customer has no primary mail address.", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.StartsWith("1 documents would be sent", StringComparison.Ordinal));
        Assert.Single(world.Sync.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");
    }

    [Fact]
    public void The_guide_registers_the_host()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new BillingBooks());
        services.AddSequenceConnectors(connectors => connectors
        #region register
            .AddSync(sync => sync
                .Import<BillingHost>()                  // IHostImport: propose matches, make a customer
                .Source<Customer, BillingHost>()        // IHostSource<T>: by id, of a customer, changed since
                .Source<Invoice, BillingHost>()
                .Source<CreditMemo, BillingHost>())
        #endregion
        );
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        Assert.IsType<BillingHost>(scope.ServiceProvider.GetRequiredService<IHostImport>());
        Assert.IsType<BillingHost>(scope.ServiceProvider.GetRequiredService<IHostSource<Invoice>>());
        Assert.NotNull(provider.GetRequiredService<SyncEngine>().Import);
    }
}
