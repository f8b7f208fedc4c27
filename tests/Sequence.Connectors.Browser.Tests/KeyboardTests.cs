using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

public sealed class KeyboardTests
{
    [Fact]
    public async Task Somebody_without_a_mouse_signs_in_declines_connects_and_disconnects()
    {
        await using var browser = await Chromium.StartAsync();
        await using var host = await WebHostProcess.StartAsync();
        var bo = new Person(await browser.OpenAsync(host.Address));
        await bo.OpenAsync("/");
        await bo.TabToAsync(AriaRole.Button, "Sign in as Acme’s administrator");
        await bo.Page.Keyboard.PressAsync("Enter");

        // What every page repeats can be skipped.
        await bo.SeesAsync("Not connected");
        await bo.TabToAsync(AriaRole.Link, "Skip to the content");
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.TabToAsync(AriaRole.Button, "Connect QuickBooks", most: 1);
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.TabToAsync(AriaRole.Button, "No thanks");
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.IsWarnedAsync("you declined");

        await bo.TabToAsync(AriaRole.Button, "Connect QuickBooks");
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.TabToAsync(AriaRole.Radio, "Larkspur Analytics Inc.");
        await bo.Page.Keyboard.PressAsync("ArrowDown");
        await bo.TabToAsync(AriaRole.Button, "Connect", most: 1);
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.SeesAsync("Thistle & Wren Ltd (sandbox)");

        // Where what had the focus is gone, the focus goes to the heading above it.
        await bo.TabToAsync(AriaRole.Button, "Disconnect QuickBooks");
        await bo.Page.Keyboard.PressAsync("Enter");
        await bo.IsToldAsync("Links are kept");
        await Assertions.Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "QuickBooks" })).ToBeFocusedAsync();
    }
}
