// A small billing app whose customers connect QuickBooks and Xero in the browser. Both are simulated in the same process; their
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
using Microsoft.Extensions.Configuration;
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

// 1. QuickBooks and Xero, as the simulators play them. Links to their pages lead to pages of ours.
await using var simulators = await SimulatorServer.StartAsync(
    new() { Clock = TimeProvider.System, XeroOrganisation = XeroOrganisationProfile.UnitedStates });
simulators.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedKingdom);

// 2. The billing app.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    ApplicationName = "WebHost",
    WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
});
builder.WebHost.UseUrls(address.AbsoluteUri);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);      // these keys protect nothing real
builder.Configuration.AddConfiguration(simulators.Configuration).AddInMemoryCollection(LedgerSite.LinkTemplates(address));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
builder.Services.AddSingleton<Commits>();
builder.Services.AddDbContext<BillingDatabase>((services, options) => options
    .UseSequenceConnectorsSqlite($"Data Source={Path.Combine(folder.FullName, "billing.db")}")
    .AddInterceptors(services.GetRequiredService<Commits>()));
builder.Services.AddScoped<Billing>();

#region web-host-services
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.LoginPath = "/");
builder.Services.AddAuthorizationBuilder().AddPolicy("administrators", policy => policy.RequireClaim("tenant"));
builder.Services.AddDataProtection().PersistKeysToFileSystem(folder.CreateSubdirectory("keys"));
builder.Services.AddSequenceConnectors(connectors => connectors
    .AddQuickBooks(builder.Configuration.GetSection("QuickBooks"))
    .AddXero(builder.Configuration.GetSection("Xero"))
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
builder.Services.AddHostedService(_ => new WebhookPost(simulators, address));

await using var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<Billing>().CreateAsync(Tenant.Acme);
}

// 3. Its pages: files, without a line of script or style in them.
app.Use((context, next) =>
{
    context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    context.Response.Headers.XContentTypeOptions = "nosniff";
    return next(context);
});
app.UseDefaultFiles();
app.UseStaticFiles();

#region web-host-map
app.UseAuthentication();
app.UseAuthorization();
app.MapSequenceConnectors("/connectors");
app.MapHealthChecks("/health");
#endregion

// 4. What its pages ask for beside the connectors.
app.MapPost("/sign-in", async context =>
{
    await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("tenant", Tenant.Acme)], "demo")));
    context.Response.Redirect("/connections.html");
});
var own = app.MapGroup("/app").RequireAuthorization("administrators");
own.MapGet("/customers", (Billing billing) => billing.CustomersAsync(Tenant.Acme));
own.MapPost(
    "/customers/{id}/send/{connection}",
    (Billing billing, string id, string connection) => billing.SendCustomerAsync(Tenant.Acme, id, connection));
own.MapGet("/invoices", (Billing billing) => billing.InvoicesAsync(Tenant.Acme));
own.MapPost("/invoices", (Billing billing, NewInvoice invoice) => billing.FinalizeAsync(Tenant.Acme, invoice));
own.MapGet("/changes", (Commits commits, IHostApplicationLifetime app, CancellationToken token) =>
    TypedResults.ServerSentEvents(commits.WatchAsync(app.ApplicationStopping, token)));

// 5. What people see and do in QuickBooks and Xero: not part of the app.
LedgerSite.Map(app, simulators);

await app.StartAsync();
Console.WriteLine($"Open {address.AbsoluteUri} (Ctrl+C ends it)");
await app.WaitForShutdownAsync();
return 0;
