using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: reads JSON into objects by their shapes, in one pass. A value of another type than is asked for
/// never throws: it is passed over, and <see cref="IsAsDocumented"/> tells of it. Only text that is no JSON throws.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public ref struct WireReader(ReadOnlySpan<byte> utf8)
{
    private const int ShortNumber = 18;

    private readonly WireTexts _texts = new();
    private Utf8JsonReader _json = new(utf8);

    /// <summary>Whether every value since it was set was null or of the type that was asked for.</summary>
    public bool IsAsDocumented { get; set; } = true;

    /// <summary>Where the value begins that the reader stands at.</summary>
    public readonly int Start => (int)_json.TokenStartIndex;

    /// <summary>Where the value ends that was read or passed over.</summary>
    public readonly int End => (int)_json.BytesConsumed;

    /// <summary>Goes to the next item of an array; false at anything that is no object.</summary>
    public bool MoveToObject() => _json.Read() && _json.TokenType == JsonTokenType.StartObject;

    /// <summary>
    /// Goes to the value of a member of the object that the reader stands at, or of the whole; false when it is not there or of
    /// another type.
    /// </summary>
    public bool MoveTo(string member, JsonTokenType type)
    {
        if (_json.TokenType != JsonTokenType.StartObject && !_json.Read())
        {
            return false;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = _json.ValueTextEquals(member);
            _json.Read();
            if (isMember && _json.TokenType == type)
            {
                return true;
            }

            _json.Skip();
        }

        return false;
    }

    /// <summary>Passes over the value that the reader stands at.</summary>
    public void Skip() => _json.Skip();

    /// <summary>A text; null where it is empty, for a text that was cleared says nothing.</summary>
    public string? Text()
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            Refuse();
            return null;
        }

        try
        {
            return _texts.Read(ref _json) is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            Refuse();
            return null;
        }
    }

    /// <summary>A number, or a number written as text.</summary>
    public decimal? Number()
    {
        if (_json.TokenType == JsonTokenType.Number && (TryReadShort(_json.ValueSpan, out var number) || _json.TryGetDecimal(out number)))
        {
            return number;
        }

        if (
            _json.TokenType == JsonTokenType.String
            && decimal.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        )
        {
            return number;
        }

        Refuse();
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag()
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _json.GetBoolean();
        }

        Refuse();
        return null;
    }

    /// <summary>A moment; null where the text is none.</summary>
    public Instant? Moment() =>
        _json.TokenType == JsonTokenType.String && NamesOffset(_json.ValueSpan) && _json.TryGetDateTimeOffset(out var moment)
            ? Instant.FromDateTimeOffset(moment)
            : LooseMoment(Text());

    /// <summary>An object by its shape; null where the value is none.</summary>
    /// <typeparam name="TWire">What the object becomes.</typeparam>
    public TWire? Object<TWire>(WireShape<TWire> shape)
        where TWire : struct
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Refuse();
            return null;
        }

        var wire = default(TWire);
        Fill(shape, ref wire);
        return wire;
    }

    /// <summary>An array of objects by their shape; null where the value is none.</summary>
    /// <typeparam name="TWire">What each object becomes.</typeparam>
    public TWire[]? Array<TWire>(WireShape<TWire> shape)
        where TWire : struct
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Refuse();
            return null;
        }

        var rented = ArrayPool<TWire>.Shared.Rent(16);
        var count = 0;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (count == rented.Length)
            {
                System.Array.Resize(ref rented, count * 2);
            }

            if (_json.TokenType == JsonTokenType.StartObject)
            {
                Fill(shape, ref rented[count++]);
            }
            else
            {
                Refuse();
            }
        }

        var items = rented[..count];
        rented.AsSpan(0, count).Clear();
        ArrayPool<TWire>.Shared.Return(rented);
        return items;
    }

    /// <summary>
    /// What is made of the objects of the array that the reader stands at, in its order. One that cannot be read does not hide
    /// the others.
    /// </summary>
    /// <typeparam name="TWire">What each object becomes.</typeparam>
    /// <typeparam name="TItem">What is made of it.</typeparam>
    /// <param name="body">What the reader reads; payloads are slices of it.</param>
    /// <param name="shape">The members that are read.</param>
    /// <param name="map">Is called for each object, before the next one is read.</param>
    public List<TItem> Items<TWire, TItem>(ReadOnlyMemory<byte> body, WireShape<TWire> shape, WireMapping<TWire, TItem> map)
        where TWire : struct
    {
        var items = new List<TItem>();
        while (MoveToObject())
        {
            IsAsDocumented = true;
            var start = Start;
            var wire = Object(shape);
            if (!IsAsDocumented)
            {
                wire = null;
            }

            items.Add(map(in wire, new(body[start..End])));
        }

        return items;
    }

    /// <summary>An object alone; null where it is none, or a member is not of the type that was asked for. Never throws.</summary>
    /// <typeparam name="TWire">What the object becomes.</typeparam>
    public static TWire? Parse<TWire>(ReadOnlySpan<byte> utf8, WireShape<TWire> shape)
        where TWire : struct
    {
        try
        {
            var json = new WireReader(utf8);
            var wire = json.MoveToObject() ? json.Object(shape) : null;
            return json.IsAsDocumented ? wire : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Fill<TWire>(WireShape<TWire> shape, ref TWire wire)
        where TWire : struct
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var set = shape.Find(_json.ValueIsEscaped ? Encoding.UTF8.GetBytes(_json.GetString()!) : _json.ValueSpan);
            _json.Read();
            if (set is null)
            {
                _json.Skip();
            }
            else
            {
                set(ref this, ref wire);
            }
        }
    }

    private void Refuse()
    {
        IsAsDocumented &= _json.TokenType == JsonTokenType.Null;
        _json.Skip();
    }

    // Nearly all numbers are amounts and quantities of few digits, which are read in a third of the time in this way.
    private static bool TryReadShort(ReadOnlySpan<byte> text, out decimal number)
    {
        var isNegative = text is [(byte)'-', ..];
        var (value, decimals, isFraction) = (0L, 0, false);
        number = 0m;
        foreach (var one in text.Length <= ShortNumber ? text[(isNegative ? 1 : 0)..] : default)
        {
            if (one == '.')
            {
                isFraction = true;
            }
            else if (one is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
            else
            {
                value = (value * 10) + (one - '0');
                decimals += isFraction ? 1 : 0;
            }
        }

        // What is longer, or below zero and yet zero, is left to the careful way.
        if (text.Length > ShortNumber || (isNegative && value == 0))
        {
            return false;
        }

        number = new((int)value, (int)(value >> 32), 0, isNegative, (byte)decimals);
        return true;
    }

    // Offsets come with a colon or without, and seconds with up to nine decimals; all of them parse.
    private static Instant? LooseMoment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Instant.FromDateTimeOffset(moment)
            : null;

    // Without an offset the fast way would mean the machine's own zone.
    private static bool NamesOffset(ReadOnlySpan<byte> text) =>
        text is [.., (byte)'Z'] or [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _];
}
