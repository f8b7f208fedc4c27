// Runs the simulated systems until it is stopped, for programs in any language.
//   dotnet run --project samples/SimulatorHost -- --port 5055
// The first and only line on stdout is JSON: where each system is, and what an app needs to talk to it.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

const string Usage = "Usage: SimulatorHost [--port <0-65535>]   (0, the default, takes a free port)";

// 1. Read the arguments.
var port = 0;
if (args is ["--help"])
{
    Console.Error.WriteLine(Usage);
    return 0;
}

if (
    args is not []
    && (args is not ["--port", var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out port) || port is < 0 or > 65535)
)
{
    Console.Error.WriteLine($"SimulatorHost cannot read these arguments: {string.Join(' ', args)}");
    Console.Error.WriteLine(Usage);
    return 2;
}

// 2. Start the simulators in real time.
SimulatorServer server;
try
{
    server = await SimulatorServer.StartAsync(new SimulatorServerOptions { Port = port, Clock = TimeProvider.System });
}
catch (IOException problem)
{
    Console.Error.WriteLine($"SimulatorHost cannot listen on port {port}: {problem.Message} Choose another with --port.");
    return 1;
}

await using var running = server;

// 3. Say where they are.
var quickBooks = server.QuickBooks;
var tokens = quickBooks.IssueTokens();
var xero = server.Xero;
var xeroTokens = xero.IssueTokens();
Console.WriteLine(new JsonObject
{
    ["quickbooks"] = new JsonObject
    {
        ["baseUrl"] = quickBooks.BaseAddress.AbsoluteUri,
        ["authorizeUrl"] = quickBooks.AuthorizeAddress.AbsoluteUri,
        ["tokenUrl"] = quickBooks.TokenAddress.AbsoluteUri,
        ["revokeUrl"] = quickBooks.RevokeAddress.AbsoluteUri,
        ["clientId"] = quickBooks.ClientId,
        ["clientSecret"] = quickBooks.ClientSecret,
        ["accessToken"] = tokens.AccessToken,
        ["refreshToken"] = tokens.RefreshToken,
        ["tenantId"] = tokens.RealmId,
        ["webhookSecret"] = quickBooks.WebhookVerifierToken,
    },
    ["xero"] = new JsonObject
    {
        ["baseUrl"] = xero.BaseAddress.AbsoluteUri,
        ["authorizeUrl"] = xero.AuthorizeAddress.AbsoluteUri,
        ["tokenUrl"] = xero.TokenAddress.AbsoluteUri,
        ["revokeUrl"] = xero.RevokeAddress.AbsoluteUri,
        ["clientId"] = xero.ClientId,
        ["clientSecret"] = xero.ClientSecret,
        ["accessToken"] = xeroTokens.AccessToken,
        ["refreshToken"] = xeroTokens.RefreshToken,
        ["tenantId"] = xero.Organisation.TenantId,
        ["webhookSecret"] = xero.WebhookKey,
    },
}.ToJsonString());

// 4. Run until Ctrl+C or SIGTERM.
var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await stopped.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
