// The shortest way from nothing to an invoice that stands in QuickBooks.
//   dotnet run --project samples/FirstInvoice
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

await using var simulator = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System });

#region readme
await using var services = new ServiceCollection()
    .AddSequenceConnectors(connectors => connectors.AddQuickBooks(simulator.Configuration.GetSection("QuickBooks")))
    .BuildServiceProvider();
var connectors = services.GetRequiredService<SequenceConnectors>();

var page = await connectors.BeginConnectAsync(
    new() { Connector = "quickbooks", App = "sandbox", Tenant = "acme", RedirectUri = new("https://host.example/callback") });
var callback = simulator.QuickBooks.Approve(page);                              // the person clicks "Connect"
var connection = (await connectors.CompleteConnectAsync(callback))[0];
await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", "3"));

var session = await connectors.OpenAsync(connection.Id);
var customer = await session.Customers.ReadAllAsync().FirstAsync(one => one.BillingEmail == "cool_cars@example.com");
var outcome = await session.Invoices.WriteAsync(new WriteIntent<Invoice>
{
    Key = IntentKey.Of<Invoice>(connection.Id, "inv-1"),                        // the same effect has the same key for ever
    Record = new()
    {
        Id = "inv-1", Number = "2026-001", CustomerId = "cus-1", Currency = CurrencyCode.Parse("USD"), Status = DocumentStatus.Final,
        IssueDate = new(2026, 11, 2), Lines = [new() { Description = "Platform, November", NetTotal = 499.00m }],
    },
    References = References.To<Customer>("cus-1", customer.Id),
});
Console.WriteLine(outcome is WriteOutcome.Created { Link: var link } ? $"Created for {customer.Name}: {link}" : outcome);
#endregion
