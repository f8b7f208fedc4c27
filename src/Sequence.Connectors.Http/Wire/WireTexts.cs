using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>
/// Makes texts that come again and again, such as currencies, cities and states, once for a page. It keeps a fixed number; the
/// newest stay.
/// </summary>
internal sealed class WireTexts
{
    private const int Slots = 256;
    private const int Longest = 64;

    private readonly string?[] _slots = new string?[Slots];

    /// <exception cref="InvalidOperationException">The text is no valid Unicode.</exception>
    public string Read(ref Utf8JsonReader json)
    {
        var utf8 = json.ValueSpan;
        if (json.ValueIsEscaped || utf8.Length is 0 or > Longest)
        {
            return json.GetString()!;
        }

        ref var slot = ref _slots[SlotOf(utf8)];
        return slot is not null && Ascii.Equals(utf8, slot) ? slot : slot = json.GetString()!;
    }

    // Its length and its ends tell most texts apart.
    private static uint SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        foreach (var one in utf8[^Math.Min(utf8.Length, 6)..])
        {
            hash = (hash * 31) + one;
        }

        return ((hash * 31) + utf8[0]) % Slots;
    }
}
