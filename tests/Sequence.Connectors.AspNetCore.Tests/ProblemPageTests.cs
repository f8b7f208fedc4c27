using System.Text.Json.Nodes;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>More problems than fit a page.</summary>
public sealed class ProblemPageTests
{
    private const int Many = 1100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_problems_than_a_page_holds_are_read_page_by_page_printed_whole_and_retried_together()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        await AddAsync(world, connection);

        var pages = new List<int>();
        var seen = new List<string>();
        var before = "";
        while ((await EndpointWorld.GetAsync(browser, $"/connectors/problems?max=400{before}"))!.AsArray() is { Count: > 0 } page)
        {
            pages.Add(page.Count);
            seen.AddRange(page.Select(one => (string)one!["id"]!));
            before = $"&before={seen[^1]}";
        }

        var csv = await browser.GetStringAsync("/connectors/problems.csv", Token);
        var retried = await EndpointWorld.PostAsync(browser, "/connectors/problems/retry", new JsonObject { ["fixedBy"] = "Finance" });
        var byId = await EndpointWorld.PostAsync(
            browser,
            "/connectors/problems/retry",
            new JsonObject { ["ids"] = new JsonArray([.. seen.Select(one => JsonValue.Create(one))]) }
        );

        Assert.Equal([400, 400, 300], pages);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Reverse().Distinct(), seen);
        Assert.Equal(Many, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.All(seen, id => Assert.Contains(id, csv, StringComparison.Ordinal));
        Assert.Equal((Many, Many), ((int)retried!["retried"]!, (int)byId!["retried"]!));
    }

    // Half of them on their way out, half on their way in.
    private static async Task AddAsync(EndpointWorld world, Connection connection)
    {
        var now = Instant.FromDateTimeOffset(world.Server.Clock.GetUtcNow());
        var ids = new SequentialIds(world.Server.Clock);
        var problem = new Problem { Code = "reference.unlinked", Path = "", Message = "It is not linked." };
        var entries = new List<JournalEntry>();
        var events = new List<InboxEvent>();
        for (var one = 0; one < Many; one += 2)
        {
            entries.Add(new()
            {
                Id = ids.Next(),
                Tenant = "tenant-1",
                ConnectionId = connection.Id,
                RecordType = RecordType.Of<Invoice>(),
                LocalId = $"I-{one}",
                Verb = WriteVerb.Upsert,
                Event = HostEvent.Finalized,
                Revision = 1,
                Payload = "{}",
                Fingerprint = "f",
                PublishedAt = now,
                ChangedAt = now,
                State = EntryState.Rejected,
                Problems = [problem],
                ProblemSince = now,
                FixedBy = FixedBy.Finance,
            });
            events.Add(new()
            {
                Id = ids.Next(),
                Tenant = "tenant-1",
                ConnectionId = connection.Id,
                RecordType = RecordType.Of<Invoice>(),
                ExternalId = $"{one}",
                Kind = WebhookEventKind.Updated,
                DedupeKey = $"{one}",
                ReceivedAt = now,
                ChangedAt = now,
                State = InboxState.Failed,
                Problem = problem,
                ProblemSince = now,
                FixedBy = FixedBy.Finance,
            });
        }

        Assert.Equal(CommitResult.Stored, await world.Store.CommitAsync(new() { At = now, Entries = entries }, Token));
        Assert.Equal(Many / 2, await world.Store.ReceiveAsync(events, Token));
    }
}
