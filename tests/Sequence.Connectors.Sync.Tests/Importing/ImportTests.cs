using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

public sealed class ImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-6")]
    [Trait("Behaviour", "S3-7")]
    [Trait("Behaviour", "S3-8")]
    public async Task What_cannot_be_imported_has_every_reason_and_a_link_to_its_page()
    {
        await using var world = await ImportWorld.StartAsync();

        var result = await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        Assert.Equal(world.Sync.Company.Customers.Count, result.Read);
        Assert.Equal(result.Read, result.Added);
        Assert.Equal(CandidateState.Ready, (await world.CandidateAsync("Cool Cars")).State);
        var bare = await world.CandidateAsync("Travis Waldron");
        Assert.Equal(CandidateState.Invalid, bare.State);
        Assert.Equal(["customer.email.missing", "address.missing"], bare.Problems.Select(one => one.Code));
        Assert.All(bare.Problems, one => Assert.Equal(bare.Link, one.Link));
        Assert.NotNull(bare.Link);
        Assert.Equal("customer.email.missing", Assert.Single((await world.CandidateAsync("Kookies by Kathy")).Problems).Code);
        Assert.Equal("address.city.missing", Assert.Single((await world.CandidateAsync("Mark Cho")).Problems).Code);
        Assert.Equal("address.country.missing", Assert.Single((await world.CandidateAsync("Amy's Bird Sanctuary")).Problems).Code);
        Assert.Empty(world.Books.All<Customer>());
    }

    [Fact]
    [Trait("Behaviour", "S3-5")]
    public async Task Some_can_be_imported_or_all_that_are_ready()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        var ready = (await world.Import.ListAsync(world.ConnectionId, CandidateState.Ready, cancellationToken: Token)).Count;

        var some = await world.CommitAsync("Cool Cars", "Diego Rodriguez", "Travis Waldron");

        Assert.Equal(2, some.OfType<ImportOutcome.Imported>().Count());
        Assert.Equal(
            ["customer.email.missing", "address.missing"],
            Assert.Single(some.OfType<ImportOutcome.Refused>()).Problems.Select(one => one.Code)
        );
        Assert.Equal(["Cool Cars", "Diego Rodriguez"], world.Books.All<Customer>().Select(one => one.Name).Order());

        var all = await world.CommitAsync();

        Assert.Equal(ready - 2, all.Count);
        Assert.All(all, one => Assert.IsType<ImportOutcome.Imported>(one));
        Assert.Equal(ready, world.Books.All<Customer>().Count);
        var status = await world.Import.ReadStatusAsync(world.ConnectionId, Token);
        Assert.Equal(ready, status.Candidates[CandidateState.Linked]);
        Assert.False(status.Candidates.ContainsKey(CandidateState.Ready));
        Assert.Null(status.StartedAt);
        Assert.NotNull(status.FreshAt);
    }

    [Fact]
    [Trait("Behaviour", "S3-10")]
    public async Task Importing_makes_the_customer_and_its_link_and_importing_again_makes_nothing_twice()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        await world.CommitAsync();
        var customers = world.Books.All<Customer>();
        var link = Assert.Single(await world.Links.FindAsync(world.ConnectionId, new(RecordType.Of<Customer>(), customers[0].Id), Token));
        Assert.Equal(LinkOrigin.Imported, link.Origin);

        var again = await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        var outcomes = await world.CommitAsync();
        var named = await world.CommitAsync("Cool Cars");

        Assert.Equal((0, 0, again.Read), (again.Added, again.Changed, again.Unchanged));
        Assert.Empty(outcomes);
        Assert.IsType<ImportOutcome.AlreadyLinked>(Assert.Single(named));
        Assert.Equal(customers, world.Books.All<Customer>());
        Assert.Equal(
            customers.Count,
            (await world.Links.ListAsync(world.ConnectionId, RecordType.Of<Customer>(), cancellationToken: Token)).Count
        );
    }

    [Fact]
    [Trait("Behaviour", "S3-10")]
    public async Task Two_people_who_import_at_once_make_one_customer()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.CommitAsync("Cool Cars", "Diego Rodriguez"), Token)));

        Assert.Equal(2, world.Books.All<Customer>().Count);
        Assert.Equal(2, (await world.Links.ListAsync(world.ConnectionId, RecordType.Of<Customer>(), cancellationToken: Token)).Count);
    }

    [Fact]
    [Trait("Behaviour", "S3-9")]
    public async Task A_customer_that_was_mended_in_the_system_is_ready_after_a_reload()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        var id = world.IdOf("Travis Waldron");
        world.Sync.Company.UpdateCustomer(id, ImportWorld.Mended());

        var reloaded = await world.Import.ReloadAsync(world.ConnectionId, id, Token);

        Assert.Equal(CandidateState.Ready, reloaded?.State);
        Assert.Empty(reloaded!.Problems);
        Assert.IsType<ImportOutcome.Imported>(Assert.Single(await world.CommitAsync("Travis Waldron")));
        Assert.Null(await world.Import.ReloadAsync(world.ConnectionId, "987654", Token));
    }

    [Fact]
    [Trait("Behaviour", "S3-28")]
    public async Task What_was_changed_in_bulk_is_picked_up_by_reading_again_and_told_where_it_is_linked()
    {
        var told = new ChangedCustomers();
        await using var world = await ImportWorld.StartAsync(builder =>
        {
            builder.Services.AddSingleton(told);
            builder.React<RecordChanged<Customer>, ChangedCustomers.Reaction>();
        });
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        await world.CommitAsync("Cool Cars");
        string[] names = ["Cool Cars", "Kookies by Kathy", "Travis Waldron", "Mark Cho"];
        foreach (var name in names)
        {
            world.Sync.Company.UpdateCustomer(world.IdOf(name), ImportWorld.Mended());
        }

        var again = await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        await world.Sync.RunAsync();

        Assert.Equal((0, 4), (again.Added, again.Changed));
        Assert.All(names.Skip(1), name => Assert.Equal(CandidateState.Ready, world.CandidateAsync(name).GetAwaiter().GetResult().State));
        var change = Assert.Single(told.Changes);
        Assert.Equal("office@mended.example", change.Current.BillingEmail);
        Assert.Equal(world.Books.All<Customer>()[0].Id, change.LocalId);
    }

    [Fact]
    public async Task What_was_changed_between_reading_and_importing_is_told_afterwards()
    {
        var told = new ChangedCustomers();
        await using var world = await ImportWorld.StartAsync(builder =>
        {
            builder.Services.AddSingleton(told);
            builder.React<RecordChanged<Customer>, ChangedCustomers.Reaction>();
        });
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        world.Sync.Company.UpdateCustomer(world.IdOf("Cool Cars"), ImportWorld.Mended());
        world.Sync.Clock.Advance(TimeSpan.FromHours(1));

        await world.CommitAsync("Cool Cars", "Diego Rodriguez");
        await world.Sync.RunAsync();

        Assert.Equal("office@mended.example", Assert.Single(told.Changes).Current.BillingEmail);
    }

    [Fact]
    [Trait("Behaviour", "S3-29")]
    public async Task A_proposed_match_is_accepted_or_refused_for_good()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1", "cool_cars@example.com");
        world.AddToHost("C-2", "diego@example.com");
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        Assert.Equal((CandidateState.Matched, "C-1"), Told(await world.CandidateAsync("Cool Cars")));
        Assert.Equal(
            "import.match.open",
            Assert.Single(Assert.IsType<ImportOutcome.Refused>(Assert.Single(await world.CommitAsync("Cool Cars"))).Problems).Code
        );

        var accepted = await world.Import.AcceptMatchAsync(world.ConnectionId, world.IdOf("Cool Cars"), Token);
        var refused = await world.Import.RefuseMatchAsync(world.ConnectionId, world.IdOf("Diego Rodriguez"), Token);

        Assert.Equal("C-1", Assert.IsType<LinkOutcome.Linked>(accepted).Link.LocalId);
        Assert.Equal((CandidateState.Linked, "C-1"), Told(await world.CandidateAsync("Cool Cars")));
        Assert.Equal(CandidateState.Ready, refused?.State);
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        Assert.Equal(CandidateState.Ready, (await world.CandidateAsync("Diego Rodriguez")).State);
        Assert.IsType<ImportOutcome.Imported>(Assert.Single(await world.CommitAsync("Diego Rodriguez")));
        Assert.IsType<LinkOutcome.Refused>(await world.Import.AcceptMatchAsync(world.ConnectionId, world.IdOf("Diego Rodriguez"), Token));
    }

    [Fact]
    public async Task One_customer_that_the_host_cannot_take_in_holds_up_no_other()
    {
        await using var world = await ImportWorld.StartAsync();
        world.Books.Broken.Add("diego@example.com");
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        var outcomes = await world.CommitAsync("Cool Cars", "Diego Rodriguez", "Evergreen Labs");

        var problem = Assert.Single(Assert.Single(outcomes.OfType<ImportOutcome.Refused>()).Problems);
        Assert.Equal("import.failed", problem.Code);
        Assert.Contains("rule 7", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, outcomes.OfType<ImportOutcome.Imported>().Count());
        Assert.Equal(CandidateState.Ready, (await world.CandidateAsync("Diego Rodriguez")).State);
        Assert.Equal(2, world.Books.All<Customer>().Count);
    }

    [Fact]
    public async Task A_customer_is_imported_after_the_one_that_it_belongs_to()
    {
        await using var world = await ImportWorld.StartAsync();
        world.Sync.Company.UpdateCustomer(world.IdOf("0969 Ocean View Road"), ImportWorld.Mended());
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        var alone = await world.CommitAsync("0969 Ocean View Road");
        Assert.Equal("import.parent.unlinked", Assert.Single(Assert.IsType<ImportOutcome.Refused>(Assert.Single(alone)).Problems).Code);
        await world.CommitAsync("0969 Ocean View Road", "Freeman Sporting Goods");

        var parent = Assert.Single(world.Books.All<Customer>(), one => one.Name == "Freeman Sporting Goods");
        Assert.Equal(parent.Id, Assert.Single(world.Books.All<Customer>(), one => one.Name == "0969 Ocean View Road").ParentId);
    }

    [Fact]
    public async Task An_import_that_broke_off_goes_on_where_it_was()
    {
        await using var world = await ImportWorld.StartAsync();
        for (var i = 0; i < 1100; i++)
        {
            world.Sync.Company.AddCustomer(new JsonObject { ["DisplayName"] = $"Customer {i:0000}" });
        }

        var total = world.Sync.Company.Customers.Count;
        await Assert.ThrowsAsync<CrashException>(() => world.Import.RunAsync(world.ConnectionId, new Crash(), Token));
        var status = await world.Import.ReadStatusAsync(world.ConnectionId, Token);
        Assert.NotNull(status.StartedAt);
        Assert.InRange(status.Candidates.Values.Sum(), 100, total - 1);

        var rest = await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        Assert.InRange(rest.Added, 1, total - status.Candidates.Values.Sum());
        status = await world.Import.ReadStatusAsync(world.ConnectionId, Token);
        Assert.Equal(total, status.Candidates.Values.Sum());
        Assert.False(status.Candidates.ContainsKey(CandidateState.Gone));
        Assert.Null(status.StartedAt);
    }

    [Fact]
    public async Task What_a_complete_read_does_not_bring_and_nothing_finds_is_gone()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        var lost = await world.CandidateAsync("Cool Cars");
        await world.Sync.Store.CommitAsync(
            new()
            {
                At = lost.ReadAt,
                Candidates =
                [
                    lost with
                    {
                        ExternalId = "987654",
                        Name = "Lost & Sons",
                        ReadAt = lost.ReadAt - Duration.FromDays(1),
                        Version = 0,
                    },
                ],
            },
            Token
        );
        world.Sync.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);

        Assert.Equal(1, again.Gone);
        Assert.Equal(CandidateState.Gone, (await world.CandidateAsync("Lost & Sons")).State);
        var refused = await world.Import.CommitAsync(world.ConnectionId, ["987654", "555"], Token).ToListAsync(Token);
        Assert.Equal(
            ["import.gone", "import.unknown"],
            refused.Cast<ImportOutcome.Refused>().Select(one => Assert.Single(one.Problems).Code)
        );
    }

    [Fact]
    public async Task A_host_that_imports_nothing_is_told_so()
    {
        await using var world = await SyncWorld.StartAsync();

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => world.Engine.Import.CommitAsync(world.Connection.Id, cancellationToken: Token).ToListAsync(Token).AsTask());

        Assert.Contains("SyncBuilder.Import", error.Message, StringComparison.Ordinal);
    }

    private static (CandidateState State, string? LocalId) Told(Candidate candidate) => (candidate.State, candidate.LocalId);

    private sealed class CrashException : Exception;

    private sealed class Crash : IProgress<ImportResult>
    {
        public void Report(ImportResult value) => throw new CrashException();
    }
}
