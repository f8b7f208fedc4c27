using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>Debian's Chromium, driven by Playwright; nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var isThere = File.Exists(Path);
        Assert.SkipUnless(isThere || Environment.GetEnvironmentVariable("SEQUENCE_REQUIRE_ALL") == "1", $"{Path} is not installed.");
        Assert.True(isThere, $"{Path} is not installed: apt-get install chromium.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        });
        Assertions.SetDefaultExpectTimeout(90_000);
        return new(playwright, browser);
    }

    /// <summary>A browser in which nobody is signed in, on a screen of its own.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.AbsoluteUri,
            Locale = "en-US",
            ViewportSize = new() { Width = 1200, Height = 800 },
        });
        context.SetDefaultTimeout(90_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
