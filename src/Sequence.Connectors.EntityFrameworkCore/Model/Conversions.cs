using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime.Text;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>How the values of the records stand in a column, by their type. What is not listed stands as the database holds it.</summary>
internal static class Conversions
{
    private const string EmptyList = "[]";

    private static readonly ConnectorsJson Json = new(new JsonSerializerOptions(ConnectorsJson.Default.Options) { WriteIndented = false });

    private static readonly Dictionary<Type, ValueConverter> ByType = new()
    {
        // A number compares alike in every database. A tick is 100 nanoseconds, the detail of the platform's clock.
        [typeof(Instant)] = new ValueConverter<Instant, long>(
            one => one.ToUnixTimeTicks(),
            ticks => Instant.FromUnixTimeTicks(ticks)
        ),
        [typeof(LocalDate)] = new ValueConverter<LocalDate, string>(
            one => LocalDatePattern.Iso.Format(one),
            text => LocalDatePattern.Iso.Parse(text).Value
        ),
        [typeof(RecordType)] = new ValueConverter<RecordType, string>(one => one.Name, name => new RecordType(name)),
        [typeof(Cursor)] = new ValueConverter<Cursor, string>(one => one.Value, value => new Cursor(value)),
        [typeof(Uri)] = new ValueConverter<Uri, string>(one => one.OriginalString, text => new Uri(text, UriKind.RelativeOrAbsolute)),
        [typeof(Problem)] = One(Json.Problem),
        [typeof(ConnectionSettings)] = One(Json.ConnectionSettings),
        [typeof(ValueList<Problem>)] = Many(Json.ProblemArray),
        [typeof(ValueList<MappingNote>)] = Many(Json.MappingNoteArray),
        [typeof(ValueList<RecordPart>)] = Many(Json.RecordPartArray),
        [typeof(ValueList<RecordUse>)] = Many(StoredJson.Default.RecordUseArray),
        [typeof(ValueList<string>)] = Many(Json.StringArray),
    };

    /// <summary>The conversion of a type; null where the database holds it as it is.</summary>
    public static ValueConverter? Find(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? OfEnum(plain) : ByType.GetValueOrDefault(plain);
    }

    private static ValueConverter OfEnum(Type type) =>
        (ValueConverter)
            typeof(Conversions)
                .GetMethod(nameof(Word), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type)
                .Invoke(null, null)!;

    private static ValueConverter<TEnum, string> Word<TEnum>()
        where TEnum : struct, Enum => new(one => EnumNames<TEnum>.Of(one), name => EnumNames<TEnum>.Parse(name));

    private static ValueConverter<T, string> One<T>(JsonTypeInfo<T> json) =>
        new(one => JsonSerializer.Serialize(one, json), text => JsonSerializer.Deserialize(text, json)!);

    private static ValueConverter<ValueList<T>, string> Many<T>(JsonTypeInfo<T[]> json) =>
        new(list => Write(list, json), text => Read(text, json));

    private static string Write<T>(ValueList<T> list, JsonTypeInfo<T[]> json) =>
        list.Count == 0 ? EmptyList : JsonSerializer.Serialize([.. list], json);

    private static ValueList<T> Read<T>(string text, JsonTypeInfo<T[]> json) =>
        text == EmptyList ? default : JsonSerializer.Deserialize(text, json)!.ToValueList();
}
