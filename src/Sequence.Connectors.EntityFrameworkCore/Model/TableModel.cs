using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Maps records to tables: each property is a column, under the conversion of its type; a <c>Version</c> guards against lost
/// changes.
/// </summary>
internal sealed class TableModel(ModelBuilder model, string prefix, string? schema)
{
    public const string Version = nameof(JournalEntry.Version);

    public void Add<TRow>(string name, Expression<Func<TRow, object?>> key, Action<EntityTypeBuilder<TRow>>? configure = null)
        where TRow : class => model.Entity<TRow>(row =>
        {
            row.ToTable(prefix + name, schema);
            foreach (var property in Properties(typeof(TRow)))
            {
                Map(row, property);
            }

            row.HasKey(key);
            configure?.Invoke(row);
        });

    /// <summary>Says which columns keep what a row was added with, so that replacing it need not write them again.</summary>
    public static void Fix<TRow>(EntityTypeBuilder<TRow> row, params ReadOnlySpan<string> columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            row.Metadata.FindProperty(column)!.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }
    }

    /// <summary>Puts a large column that never changes into a table of its own: changing the others need not write it again.</summary>
    public void Apart<TRow>(EntityTypeBuilder<TRow> row, string name, string column)
        where TRow : class => row.SplitToTable(prefix + name, schema, apart => apart.Property(column));

    private static void Map<TRow>(EntityTypeBuilder<TRow> row, PropertyInfo property)
        where TRow : class
    {
        if (property.PropertyType == typeof(SeenState))
        {
            row.ComplexProperty(property.PropertyType, property.Name, MapSeen);
            return;
        }

        var column = row.Property(property.PropertyType, property.Name);
        if (Conversions.Find(property.PropertyType) is { } conversion)
        {
            column.HasConversion(conversion, ValueComparer.CreateDefault(property.PropertyType, favorStructuralComparisons: false));
        }

        column.IsConcurrencyToken(property.Name == Version);
    }

    private static void MapSeen(ComplexPropertyBuilder seen)
    {
        foreach (var property in Properties(typeof(SeenState)))
        {
            var column = seen.Property(property.PropertyType, property.Name).HasColumnName($"Seen{property.Name}");
            if (Conversions.Find(property.PropertyType) is { } conversion)
            {
                column.HasConversion(conversion);
            }
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);
}
