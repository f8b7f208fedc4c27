using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Each record is read once, whatever Xero's counts say, whatever moves meanwhile, and however many read at once.</summary>
public sealed class PagingTests
{
    private const string Trap16 = "16 Unpaged lists: no LineItems; or stops on itemCount; or pages by UpdatedDateUTC desc while rows move";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(9999, 99)]
    [Trait("Trap", Trap16)]
    public async Task Counts_that_are_wrong_end_no_list_early_and_keep_none_going(int items, int pages)
    {
        await using var world = await XeroWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new Miscounting(items, pages))));
        await world.WriteAsync(Enumerable.Range(1, 12).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList());
        var before = world.Xero.Usage.TotalRequests;

        var read = await world.Session.Invoices.ReadAsync(new() { PageSize = 5 }, Stop).SelectMany(page => page.Changes).ToListAsync(Stop);

        Assert.Equal(12, read.Select(change => change.ExternalId).Distinct().Count());
        Assert.Equal(12, read.Count);
        Assert.InRange(world.Xero.Usage.TotalRequests - before, 3, 4);
    }

    [Fact]
    [Trait("Trap", Trap16)]
    public async Task Invoices_that_are_changed_while_pages_are_read_are_read_once_each()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(Enumerable.Range(1, 12).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList());
        var all = world.Organisation.Invoices.Select(invoice => (string)invoice["InvoiceID"]!).ToList();
        var read = new List<string>();

        await foreach (var page in world.Session.Invoices.ReadAsync(new() { PageSize = 5 }, Stop))
        {
            read.AddRange(page.Changes.Select(change => change.ExternalId));
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var id in read.Take(2).Concat(all.Except(read).Take(2)).ToList())
            {
                world.Organisation.EditInvoice(id, new() { ["Reference"] = $"Edited after {read.Count}" });
            }
        }

        Assert.Equal(all.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; ignores the 5-concurrent cap when fanning out per tenant")]
    public async Task Never_more_than_five_calls_to_an_organisation_are_under_way()
    {
        var crowd = new Crowd();
        await using var world = await XeroWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new Gate(crowd))));
        await world.Session.Customers.FindAsync(world.ContactId, Stop);
        crowd.Opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Session.Customers.FindAsync(world.ContactId, Stop)));

        Assert.Equal(5, crowd.Most);
        Assert.Empty(world.Xero.Usage.Violations);
    }

    /// <summary>Calls that wait for each other, until five are there.</summary>
    private sealed class Crowd
    {
        public int Now;

        public int Most;

        public TaskCompletionSource? Opened { get; set; }
    }

    private sealed class Gate(Crowd crowd) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (crowd.Opened is not { } opened)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var now = Interlocked.Increment(ref crowd.Now);
            lock (crowd)
            {
                crowd.Most = Math.Max(crowd.Most, now);
            }

            if (now >= 5)
            {
                opened.TrySetResult();
            }

            await opened.Task.WaitAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            Interlocked.Decrement(ref crowd.Now);
            return answer;
        }
    }

    /// <summary>Tells other counts than there are.</summary>
    private sealed class Miscounting(int items, int pages) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Get || answer.StatusCode != HttpStatusCode.OK)
            {
                return answer;
            }

            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
            if (body["pagination"] is { } pagination)
            {
                (pagination["itemCount"], pagination["pageCount"]) = (items, pages);
            }

            answer.Content = new StringContent(body.ToJsonString());
            return answer;
        }
    }
}
