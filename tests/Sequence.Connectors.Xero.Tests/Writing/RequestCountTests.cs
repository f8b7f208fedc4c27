namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// Calls are counted by the minute and by the day, so what a write costs is a formula: ⌈n/50⌉ calls to write n records, ⌈n/50⌉ to
/// look at contacts and invoices and ⌈n/25⌉ to look at credit notes and payments where a verb depends on how they stand, one call
/// each for what Xero takes one by one (mails, uses of credit notes, payments that are taken back, items that are deleted), and one
/// for each list that is not kept already.
/// </summary>
public sealed class RequestCountTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int> Counts => [1, 25, 51];

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Contacts_are_made_in_fifties_and_looked_at_in_fifties(int n)
    {
        await using var world = await WarmAsync();
        var customers = Enumerable.Range(1, n).Select(number => Published.Customer($"c-{number}", $"Customer {number}")).ToList();

        var made = await CostsAsync(world, Pages(n, 50), [.. customers.Select(one => world.Intent(one))]);
        var pairs = customers.Zip(made.Select(one => one.Target())).ToList();

        await CostsAsync(world, 2 * Pages(n, 50), [.. pairs.Select(one => world.Intent(one.First with { Phone = "1" }, one.Second))]);
        await CostsAsync(world, 2 * Pages(n, 50), [.. pairs.Select(one => world.Intent(one.First, one.Second, verb: WriteVerb.Archive))]);
        await ReadCostsAsync<Customer>(world, Pages(n, 50), pairs.Select(one => one.Second.ExternalId));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Invoices_are_written_in_fifties_and_looked_at_in_fifties(int n)
    {
        await using var world = await WarmAsync();
        var invoices = Enumerable.Range(1, n).Select(number => Published.Invoice($"inv-{number}")).ToList();

        var made = await CostsAsync(world, Pages(n, 50), [.. invoices.Select(one => world.Intent(one))]);
        var pairs = invoices.Zip(made.Select(one => one.Target())).ToList();

        await CostsAsync(world, Pages(n, 50), [.. pairs.Select(one => world.Intent(one.First, one.Second))]);
        var unknown = pairs.ConvertAll(one => world.Intent(one.First, one.Second with { Parts = [] }, revision: 2));
        await CostsAsync(world, 2 * Pages(n, 50), unknown);
        await VerbCostsAsync(world, 2 * Pages(n, 50), WriteVerb.MarkSent, pairs);
        await VerbCostsAsync(
            world,
            2 * Pages(n, 50),
            WriteVerb.MoveDate,
            pairs.ConvertAll(one => (one.First with { IssueDate = new(2026, 3, 3) }, one.Second))
        );
        await VerbCostsAsync(world, n, WriteVerb.Send, pairs);
        await VerbCostsAsync(world, 2 * Pages(n, 50), WriteVerb.Void, pairs);
        await VerbCostsAsync(world, Pages(n, 50), WriteVerb.Void, pairs);
        await ReadCostsAsync<Invoice>(world, Pages(n, 50), pairs.Select(one => one.Second.ExternalId));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Credit_notes_are_written_in_fifties_and_looked_at_in_twenty_fives(int n)
    {
        await using var world = await WarmAsync();
        var memos = Enumerable.Range(1, n).Select(number => Published.CreditMemo($"cm-{number}")).ToList();

        var made = await CostsAsync(world, Pages(n, 50), [.. memos.Select(one => world.Intent(one))]);
        var pairs = memos.Zip(made.Select(one => one.Target())).ToList();

        await CostsAsync(world, Pages(n, 50), [.. pairs.Select(one => world.Intent(one.First, one.Second))]);
        await VerbCostsAsync(
            world,
            Pages(n, 25) + Pages(n, 50),
            WriteVerb.MoveDate,
            pairs.ConvertAll(one => (one.First with { IssueDate = new(2026, 3, 3) }, one.Second))
        );
        await VerbCostsAsync(world, Pages(n, 25) + Pages(n, 50), WriteVerb.Void, pairs);
        await ReadCostsAsync<CreditMemo>(world, Pages(n, 25), pairs.Select(one => one.Second.ExternalId));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Payments_are_made_in_fifties_looked_at_in_twenty_fives_and_taken_back_one_by_one(int n)
    {
        await using var world = await WarmAsync();
        var invoices = await world.WriteAsync(
            Enumerable.Range(1, n).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList()
        );
        var payments = invoices.Select((one, i) => world.Paying(Published.Payment($"p-{i}", ($"inv-{i + 1}", 10m)), one)).ToList();
        await world.WriteAsync(world.Paying(Published.Payment("p-warm", ("inv-1", 1m)), invoices[0]));

        // Where the organisation has several currencies, what is paid is looked at first.
        var made = await CostsAsync(world, 2 * Pages(n, 50), payments);
        var pairs = payments.Select(one => one.Record).Zip(made.Select(one => one.Target())).ToList();

        await VerbCostsAsync(world, Pages(n, 25) + n, WriteVerb.Void, pairs);
        await VerbCostsAsync(world, Pages(n, 25), WriteVerb.Delete, pairs);
        await ReadCostsAsync<Payment>(world, Pages(n, 25), pairs.Select(one => one.Second.ExternalId));
    }

    [Fact]
    public async Task Uses_of_credit_notes_cost_a_call_each()
    {
        await using var world = await WarmAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var uses = Enumerable.Range(1, 5).Select(number => world.Application($"ap-{number}", note, invoice, number)).ToList();

        var made = await CostsAsync(world, 5, uses);

        await VerbCostsAsync(world, 5, WriteVerb.Unapply, [.. uses.Zip(made, (use, one) => (use.Record, one.Target()))]);
    }

    [Fact]
    public async Task Items_are_written_in_fifties_looked_at_in_one_call_and_deleted_one_by_one()
    {
        await using var world = await WarmAsync();
        await world.Session.Products.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
        var products = Enumerable.Range(1, 51).Select(i => new Product { Id = $"p-{i}", Sku = $"P-{i}", Name = $"Product {i}" }).ToList();

        var made = await CostsAsync(world, 2, [.. products.Select(one => world.Intent(one))]);
        var pairs = products.Zip(made.Select(one => one.Target())).ToList();

        await CostsAsync(world, 1 + 2, [.. pairs.Select(one => world.Intent(one.First with { Description = "A" }, one.Second))]);
        await VerbCostsAsync(world, 5, WriteVerb.Delete, pairs[..5]);
    }

    [Fact]
    public async Task Lists_that_are_not_kept_cost_a_call_each_however_many_records_name_them()
    {
        await using var world = await ColdAsync();
        var item = world.Organisation.Save("Item", new() { ["Code"] = "SEAT", ["Name"] = "Seat" });
        var euros = Enumerable.Range(1, 50).Select(number => Published.Invoice($"inv-{number}", currency: "EUR")).ToList();
        var intents = euros.ConvertAll(one =>
            world.Intent(one with { Lines = [one.Lines[0] with { ProductId = "seat" }] }) with
            {
                References = References.To<Customer>(Published.CustomerId, world.ContactId).And<Product>("seat", item),
            }
        );

        // The organisation, its items and its currencies; then the invoices.
        var made = await CostsAsync(world, 3 + 1, intents);

        await CostsAsync(world, 1, [.. euros.Zip(made, (one, outcome) => world.Intent(one, outcome.Target()))]);
        var owed = await world.WriteAsync(
            Enumerable.Range(51, 50).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList()
        );
        await world.RestartAsync();

        // The organisation, its currencies, the invoices that are paid; then the payments.
        await CostsAsync(
            world,
            2 + 1 + 1,
            [.. owed.Select((one, i) => world.Paying(Published.Payment($"p-{i}", ($"inv-{i + 51}", 10m)), one))]
        );
    }

    private static async Task<XeroWorld> WarmAsync()
    {
        var world = await ColdAsync();
        await world.WriteAsync(world.Intent(Published.Invoice("warm-up")));
        return world;
    }

    // Nothing here waits: the clock moves between the calls, to another minute each time.
    private static async Task<XeroWorld> ColdAsync()
    {
        var world = await XeroWorld.StartAsync();
        world.Clock.AutoAdvance = false;
        return world;
    }

    private static int Pages(int n, int size) => (n + size - 1) / size;

    private static Task<List<WriteOutcome>> VerbCostsAsync<TRecord>(
        XeroWorld world, int calls, WriteVerb verb, List<(TRecord Record, WriteTarget Target)> pairs)
        where TRecord : class, IRecord =>
        CostsAsync(world, calls, [.. pairs.Select(one => world.Intent(one.Record, one.Target, verb: verb))]);

    private static async Task<List<WriteOutcome>> CostsAsync<TRecord>(
        XeroWorld world, int calls, IReadOnlyList<WriteIntent<TRecord>> intents)
        where TRecord : class, IRecord
    {
        world.Clock.Advance(TimeSpan.FromSeconds(61));
        var before = world.Xero.Usage.TotalRequests;
        var outcomes = await world.WriteAsync(intents);
        Assert.All(outcomes, outcome => Assert.IsAssignableFrom<WriteOutcome.Settled>(outcome));
        Assert.Equal(calls, world.Xero.Usage.TotalRequests - before);
        Assert.Empty(world.Xero.Usage.Violations);
        return [.. intents.Select(intent => outcomes.Single(outcome => outcome.IntentKey == intent.Key))];
    }

    private static async Task ReadCostsAsync<TRecord>(XeroWorld world, int calls, IEnumerable<string> ids)
        where TRecord : class, IRecord
    {
        world.Clock.Advance(TimeSpan.FromSeconds(61));
        var before = world.Xero.Usage.TotalRequests;
        var found = await world.Session.Records<TRecord>().FindAsync([.. ids], Stop).ToListAsync(Stop);
        Assert.All(found, change => Assert.IsNotType<Change<TRecord>.NotFound>(change));
        Assert.Equal(calls, world.Xero.Usage.TotalRequests - before);
    }
}
