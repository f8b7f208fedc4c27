using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors;

// What a trimmed host does first: register, ask, and carry a record through JSON.
using var services = new ServiceCollection()
    .AddSequenceConnectors(connectors => connectors.AddQuickBooks(quickBooks => quickBooks.App("sandbox", app =>
    {
        app.ClientId = "id";
        app.ClientSecret = "secret";
    })))
    .BuildServiceProvider();
Console.WriteLine(services.GetRequiredService<SequenceConnectors>().Describe());

var invoice = new Invoice { Id = "i-1", Currency = CurrencyCode.Parse("EUR"), Lines = [new InvoiceLine { NetTotal = 10m }] };
var json = JsonSerializer.Serialize(invoice, ConnectorsJson.Default.Invoice);
if (!invoice.Equals(JsonSerializer.Deserialize(json, ConnectorsJson.Default.Invoice)))
{
    throw new InvalidOperationException("An invoice did not come back from JSON as it went.");
}
