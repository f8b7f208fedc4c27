using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>An import that nobody waits for.</summary>
public sealed class RunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_is_accepted_and_its_run_says_how_far_it_has_come()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        using var stranger = world.Browser("tenant-2");
        var connection = await world.ConnectAsync(browser);

        using var accepted = await browser.PostAsync($"/connectors/connections/{connection.Id}/import/run", null, Token);

        var started = JsonNode.Parse(await accepted.Content.ReadAsStringAsync(Token))!;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal($"/connectors/runs/{started["id"]}", accepted.Headers.Location!.OriginalString);
        var run = await EndpointWorld.EndOfRunAsync(browser, started);
        Assert.Equal(("Done", "import", connection.Id), ((string?)run["state"], (string?)run["kind"], (string?)run["connection"]));
        Assert.Equal(world.QuickBooks.Company.Customers.Count, (int)run["read"]!);
        Assert.NotNull(run["endedAt"]);
        var again = await EndpointWorld.EndOfRunAsync(browser, await StartAsync(browser, connection));
        Assert.Equal((0, (int)run["read"]!), ((int)again["added"]!, (int)again["unchanged"]!));
        var listed = (await EndpointWorld.GetAsync(browser, $"/connectors/runs?connection={connection.Id}"))!.AsArray();
        Assert.Equal([(string?)again["id"], (string?)run["id"]], listed.Select(one => (string?)one!["id"]));
        var page = (await EndpointWorld.GetAsync(browser, $"/connectors/runs?max=1&before={again["id"]}"))!.AsArray();
        Assert.Equal((string?)run["id"], (string?)Assert.Single(page)!["id"]);
        await EndpointWorld.GetAsync(stranger, $"/connectors/runs/{run["id"]}", 404);
        Assert.Empty((await EndpointWorld.GetAsync(stranger, "/connectors/runs"))!.AsArray());
    }

    [Fact]
    public async Task A_run_goes_on_when_its_caller_has_left_and_a_second_call_finds_it()
    {
        using var gate = new Gate();
        await using var world = await GatedAsync(gate);
        var connection = await world.ConnectAsync(world.Browser());
        gate.Close();
        JsonNode first;
        using (var leaving = world.Browser())
        {
            first = await StartAsync(leaving, connection);
        }

        using var browser = world.Browser();
        var second = await StartAsync(browser, connection);
        Assert.Equal(((string?)first["id"], "Running"), ((string?)second["id"], (string?)second["state"]));
        gate.Open();

        Assert.Equal("Done", (string?)(await EndpointWorld.EndOfRunAsync(browser, first))["state"]);
        Assert.Single((await EndpointWorld.GetAsync(browser, "/connectors/runs"))!.AsArray());
    }

    [Fact]
    public async Task No_more_runs_are_at_work_at_once_than_the_host_allows_and_the_others_wait_for_their_turn()
    {
        using var gate = new Gate();
        await using var world = await GatedAsync(gate, most: 1);
        using var browser = world.Browser();
        var first = await world.ConnectAsync(browser);
        var second = await world.ConnectAsync(browser, world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates), "two");
        gate.Close();
        JsonNode[] runs = [await StartAsync(browser, first), await StartAsync(browser, second)];
        for (var tries = 0; tries < 500 && gate.Waiting == 0; tries++)
        {
            await Task.Delay(20, Token);
        }

        await Task.Delay(200, Token);
        Assert.Equal(1, gate.Waiting);
        gate.Open();

        foreach (var run in runs)
        {
            Assert.Equal("Done", (string?)(await EndpointWorld.EndOfRunAsync(browser, run))["state"]);
        }
    }

    [Fact]
    public async Task A_run_whose_host_stops_breaks_off_and_the_next_one_goes_on()
    {
        using var gate = new Gate();
        await using var world = await GatedAsync(gate);
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        gate.Close();
        var started = await StartAsync(browser, connection);

        await world.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .Single(one => one.GetType().Name == "ImportRuns").StopAsync(Token);

        var run = await world.Engine.Import.FindRunAsync(Guid.Parse((string)started["id"]!), Token);
        Assert.Equal(ImportRunState.BrokenOff, run!.State);
        gate.Open();
        Assert.NotEqual(0, (await world.Engine.Import.RunAsync(connection.Id, cancellationToken: Token)).Read);
    }

    [Fact]
    public async Task A_run_of_a_process_that_is_gone_has_broken_off_and_does_not_keep_the_next_from_running()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var now = Instant.FromDateTimeOffset(world.Server.Clock.GetUtcNow());
        var lost = new ImportRun
        {
            Id = new SequentialIds(world.Server.Clock).Next(),
            Tenant = "tenant-1",
            ConnectionId = connection.Id,
            StartedAt = now,
            ChangedAt = now,
        };
        await world.Store.CommitAsync(new() { At = now, Runs = [lost] }, Token);
        await world.Store.AcquireAsync($"{connection.Id}/import", "gone", now, Duration.FromMinutes(10), Token);

        var found = await StartAsync(browser, connection);
        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromMinutes(11));
        var shown = await EndpointWorld.GetAsync(browser, $"/connectors/runs/{lost.Id}");
        var next = await EndpointWorld.EndOfRunAsync(browser, await StartAsync(browser, connection));

        Assert.Equal(lost.Id, (Guid)found["id"]!);
        Assert.Equal(("BrokenOff", "Done"), ((string?)shown!["state"], (string?)next["state"]));
        Assert.Equal(ImportRunState.BrokenOff, (await world.Store.QueryRunsAsync(new() { Id = lost.Id }, Token))[0].State);
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_one_that_cannot_begin_is_refused()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        world.QuickBooks.RevokeGrant();

        var run = await EndpointWorld.EndOfRunAsync(browser, await StartAsync(browser, connection));
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");
        var refused = await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/import/run", status: 409);

        Assert.Equal(("Failed", "call.unauthorized"), ((string?)run["state"], (string?)run["problem"]!["code"]));
        Assert.Equal("connector.unauthorized", (string?)refused!["code"]);
    }

    private static async Task<JsonNode> StartAsync(HttpClient browser, Connection connection) =>
        (await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/import/run", status: 202))!;

    private static Task<EndpointWorld> GatedAsync(Gate gate, int most = 8) =>
        EndpointWorld.StartAsync(connectors: builder =>
            builder.AddSync(sync => sync.Configure(options => options.MaxImports = most)).ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => gate.Handler())));

    private sealed class Gate : IDisposable
    {
        private readonly SemaphoreSlim _lock = new(1, 1);
        private int _waiting;

        public int Waiting => _waiting;

        public void Close() => _lock.Wait(Token);

        public void Open() => _lock.Release();

        public void Dispose() => _lock.Dispose();

        public DelegatingHandler Handler() => new Keeper(this);

        private sealed class Keeper(Gate gate) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Interlocked.Increment(ref gate._waiting);
                await gate._lock.WaitAsync(cancellationToken);
                gate._lock.Release();
                Interlocked.Decrement(ref gate._waiting);
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
