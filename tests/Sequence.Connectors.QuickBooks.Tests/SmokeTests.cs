namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Reads_and_writes()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = await QuickBooksWorld.StartAsync();
        var customers = await world.Session.Customers.ReadAllAsync(cancellationToken: token).ToListAsync(token);
        Assert.Equal(world.Company.Customers.Count, customers.Count);
        var customer = customers.First(one => one.State == RecordState.Active);
        var invoices = Enumerable.Range(1, 35).Select(i => new WriteIntent<Invoice>
        {
            Key = IntentKey.Of(world.Connection.Id, RecordType.Of<Invoice>(), $"inv-{i}", WriteVerb.Upsert),
            Record = new Invoice
            {
                Id = $"inv-{i}",
                Number = $"T-{i}",
                CustomerId = "cus-1",
                Currency = CurrencyCode.Parse("USD"),
                IssueDate = new LocalDate(2026, 3, 2),
                DueDate = new LocalDate(2026, 4, 1),
                Status = DocumentStatus.Final,
                Lines = [new() { Id = "l1", Description = "Seats", Quantity = 3, UnitPrice = 10m, NetTotal = 30m }],
            },
            References = References.To<Customer>("cus-1", customer.Id),
        }).ToList();
        var outcomes = await world.Session.Invoices.WriteAsync(invoices, cancellationToken: token).ToListAsync(token);
        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal(2, world.QuickBooks.Usage.Requests["batch"]);
        Assert.Empty(world.QuickBooks.Usage.Violations);
        var preflight = await world.Session.PreflightAsync(token);
        Assert.NotEmpty(preflight.Facts);
    }
}
