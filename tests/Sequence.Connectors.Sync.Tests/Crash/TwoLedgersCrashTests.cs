using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.CrashHost;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>One event, two ledgers: wherever a host is killed between them, each has each document once.</summary>
public sealed class TwoLedgersCrashTests
{
    private static readonly (string Point, int Passing)[] Points =
    [
        ("spread.after", 1), ("open.after", 4), ("xero.before", 1), ("xero.left", 1), ("xero.left", 2), ("xero.answered", 2),
        ("batch.left", 2), ("outcome.before", 2), ("outcome.after", 2),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-6")]
    [Trait("Behaviour", "X-1")]
    [Trait("Behaviour", "X-2")]
    public async Task Killed_at_any_point_a_host_has_each_document_once_in_QuickBooks_and_once_in_Xero()
    {
        await using var world = await CrashWorld.StartAsync(withXero: true);
        var run = 0;
        foreach (var point in Points)
        {
            Assert.True(await LiveAsync(world, run++, point), $"No run passes the point {point}.");
        }

        Assert.False(await LiveAsync(world, run++, ("", 1)));
        Assert.False(await LiveAsync(world, run, ("", 1)));
        await VerifyAsync(world, run * 5);
    }

    private static async Task<bool> LiveAsync(CrashWorld world, int run, (string Point, int Passing) point)
    {
        await world.DeliverAsync();
        return await CrashWorld.LiveAsync(world.Setup with { Run = run, Documents = 5, CrashAt = point.Point, Passing = point.Passing });
    }

    private static async Task VerifyAsync(CrashWorld world, int atLeast)
    {
        await using var host = await world.OpenAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var documents = await scope.ServiceProvider.GetRequiredService<HostContext>().Documents.ToListAsync(Token);
        Assert.True(documents.Count >= atLeast, $"{documents.Count} documents");
        Assert.Empty(await host.Engine.Problems.ListAsync(cancellationToken: Token));
        var connections = await host.Services.GetRequiredService<IConnectionStore>().ListAsync(CrashSetup.Tenant, Token);
        Assert.Equal(2, connections.Count);
        foreach (var connection in connections)
        {
            Assert.Empty(await host.Store.ReadAttemptsAsync(connection.Id, Token));
            var isXero = connection.Connector == "xero";
            var standing = isXero ? world.StandingInXero() : world.Standing();
            Assert.Equal(documents.Count, standing.Count);
            foreach (var document in documents)
            {
                var there = Assert.Single(standing[$"N{document.Id}"]);
                var type = document.IsCreditMemo ? RecordType.Of<CreditMemo>() : RecordType.Of<Invoice>();
                var link = Assert.Single(await host.Store.FindLinksAsync(connection.Id, [new(type, document.Id)], Token));
                Assert.Equal((string)there[!isXero ? "Id" : document.IsCreditMemo ? "CreditNoteID" : "InvoiceID"]!, link.ExternalId);
                Assert.Equal(document.Total, (decimal)there[isXero ? "Total" : "TotalAmt"]!);
            }
        }

        var names = world.Xero.Organisation.Contacts.Select(one => (string)one["Name"]!).ToList();
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase).Count(), names.Count);
        Assert.Empty(world.QuickBooks.Usage.Violations);
        Assert.Empty(world.Xero.Usage.Violations);
        Assert.False(File.Exists(world.Setup.Told), "What the host wrote itself was told to it.");
    }
}
