using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Reads are paid for and writes are limited: how many requests things take.</summary>
public sealed class RequestCountTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 1)]
    [InlineData(31, 2)]
    [InlineData(95, 4)]
    public async Task Thirty_invoices_take_one_request(int invoices, int requests)
    {
        await using var world = await FaultWorld.StartAsync();
        await world.WriteAsync([world.Intent(1000)]);
        var before = world.QuickBooks.Usage.TotalRequests;

        await world.WriteAsync(world.Intents(invoices));

        Assert.Equal(requests, world.QuickBooks.Usage.TotalRequests - before);
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }

    [Fact]
    public async Task What_many_customers_are_kept_in_takes_one_more()
    {
        await using var world = await FaultWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        await world.WriteAsync([world.Intent(1000)]);
        var intents = world.Intents(90).ConvertAll(intent => intent with
        {
            References = References.To<Customer>("cus-1", world.Company.AddCustomer($"Customer of {intent.Record.Number}")),
        });
        var before = world.QuickBooks.Usage.TotalRequests;

        var first = await world.WriteAsync(intents);
        var (cold, warm) = (world.QuickBooks.Usage.TotalRequests - before, world.QuickBooks.Usage.TotalRequests);
        await world.WriteAsync(intents.ConvertAll(intent => intent with
        {
            Key = $"{intent.Key}-second",
            Record = intent.Record with { Number = $"{intent.Record.Number}-2" },
        }));

        Assert.All(first, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal((4, 3), (cold, world.QuickBooks.Usage.TotalRequests - warm));
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }

    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task A_thousand_customers_take_one_request()
    {
        await using var world = await FaultWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = true });
        for (var i = world.Company.Customers.Count; i < 2500; i++)
        {
            world.Company.AddCustomer($"Customer {i}");
        }

        var before = world.QuickBooks.Usage.TotalRequests;
        var token = TestContext.Current.CancellationToken;
        var customers = await world
            .Session.Customers.ReadAllAsync(cancellationToken: token)
            .Select(customer => customer.Id)
            .ToListAsync(token);

        Assert.Equal(2500, customers.Distinct().Count());
        Assert.Equal(3, world.QuickBooks.Usage.TotalRequests - before);
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }
}
