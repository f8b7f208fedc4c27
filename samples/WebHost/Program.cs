// A small billing app whose customers connect QuickBooks in the browser. QuickBooks is simulated in the same process; its
// webhooks come over HTTP.
//   dotnet run --project samples/WebHost            then open http://localhost:5080
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.Simulators;
using WebHost;

var port = 5080;
if (args is not []
    && (args is not ["--port", var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
{
    Console.Error.WriteLine("Usage: WebHost [--port <1-65535>]   (the default is 5080)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var address = new Uri($"http://localhost:{port}");
var folder = Directory.CreateDirectory(".web-host");
folder.Delete(recursive: true);
folder.Create();

// 1. QuickBooks, as the simulator plays it.
await using var simulators = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System });
var company = simulators.QuickBooks.Company;

// 2. The billing app.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "WebHost" });
builder.WebHost.UseUrls(address.AbsoluteUri);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContext<BillingDatabase>(
    options => options.UseSequenceConnectorsSqlite($"Data Source={Path.Combine(folder.FullName, "billing.db")}"));
builder.Services.AddScoped<Billing>();

#region web-host-services
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.LoginPath = "/");
builder.Services.AddAuthorizationBuilder().AddPolicy("administrators", policy => policy.RequireClaim("tenant"));
builder.Services.AddDataProtection().PersistKeysToFileSystem(folder.CreateSubdirectory("keys"));
builder.Services.AddSequenceConnectors(connectors => connectors
    .AddQuickBooks(simulators.Configuration.GetSection("QuickBooks"))
    .UseEntityFrameworkStores<BillingDatabase>()
    .UseDataProtection()
    .AddSync(sync => sync.Import<TakeCustomer>().React<InvoicePaymentChanged, TakePayment>())
    .AddEndpoints(options =>
    {
        options.PublicAddress = address;
        options.Policy = "administrators";
        options.ResolveTenant(context => context.User.FindFirst("tenant")?.Value);
    }));
builder.Services.AddHealthChecks().AddSequenceConnectors();
#endregion
builder.Services.AddHostedService(provider => new WebhookPost(simulators.QuickBooks, new Uri(address, "/connectors/webhooks/quickbooks")));

await using var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<BillingDatabase>().Database.EnsureCreatedAsync();
}

#region web-host-map
app.UseAuthentication();
app.UseAuthorization();
app.MapSequenceConnectors("/connectors");
app.MapHealthChecks("/health");
#endregion

// 3. The app's own pages.
app.MapGet("/", () => Results.Stream(typeof(Program).Assembly.GetManifestResourceStream("page.html")!, "text/html; charset=utf-8"));
app.MapPost(
    "/sign-in",
    (HttpContext context) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("tenant", Tenant.Acme)], "demo"))));
var billing = app.MapGroup("/app").RequireAuthorization("administrators");
billing.MapGet("/bills", async (Billing bills) => Results.Json(await bills.ListAsync(Tenant.Acme), PageJson.Default.BillRowArray));
billing.MapGet(
    "/accounts",
    async (Billing bills) => Results.Json(await bills.AccountsAsync(Tenant.Acme), PageJson.Default.AccountRowArray));
billing.MapPost(
    "/bills/{account}",
    async (Billing bills, string account) => Results.Json(await bills.FinalizeAsync(Tenant.Acme, account), PageJson.Default.String));

// What people do in QuickBooks: not part of the app.
billing.MapGet("/ledger/items", () => Results.Json(
    company.Documents("Item").Where(one => (string?)one["Type"] == "Service")
        .Select(one => new ItemRow((string)one["Id"]!, (string)one["Name"]!)).ToArray(),
    PageJson.Default.ItemRowArray));
billing.MapPost("/ledger/pay/{number}", (string number) =>
{
    var invoice = company.Invoices.FirstOrDefault(one => (string?)one["DocNumber"] == number);
    return invoice is null
        ? Results.NotFound()
        : Results.Json(company.ReceivePayment((string)invoice["Id"]!, (decimal)invoice["Balance"]!), PageJson.Default.String);
});

await app.StartAsync();
Console.WriteLine($"Open {address.AbsoluteUri} (Ctrl+C ends it)");
await app.WaitForShutdownAsync();
return 0;
