using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// Scales a region of an image to a square, bilinear with antialias, as the Pillow image operations of the reference do: without antialias
/// a region that shrinks would flicker with the place of its pixels. Values are rounded once, at the end; Pillow rounds
/// between its two passes, too, which makes a difference of one level of 256 at most.
/// </summary>
/// <remarks>
/// A loop of our own and not libtorch's interpolation: it takes bytes as they lie in a shard and no tensor for each image, runs on the
/// threads of the pool, each of which would bring libtorch's own, and gives the same bits on every processor: each value has one order of
/// products and sums, however wide the registers are, and nothing is fused.
/// </remarks>
internal static class Resampling
{
    private const int Channels = ImageSet.Channels;

    /// <param name="image">H x W x 3 bytes.</param>
    /// <param name="width">W.</param>
    /// <param name="region">A part of the image.</param>
    /// <param name="size">Height and width of the square.</param>
    /// <param name="flip">Mirrors the square left to right.</param>
    /// <param name="square">size x size x 3 bytes.</param>
    public static void Scale(ReadOnlySpan<byte> image, int width, CropRegion region, int size, bool flip, Span<byte> square)
    {
        var (rows, columns) = (new BilinearKernel(region.Height, size), new BilinearKernel(region.Width, size));
        var values = region.Width * Channels;
        // Pixels are read and written as four values, of which the last is the next pixel's: one more is needed behind the last.
        var (blended, scaled) = (ArrayPool<float>.Shared.Rent(values + 1), ArrayPool<float>.Shared.Rent(size * Channels + 1));
        for (var y = 0; y < size; y++)
        {
            blended.AsSpan(0, values + 1).Clear();
            var weights = rows.Weights(y);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var start = ((region.Top + rows.First(y) + tap) * width + region.Left) * Channels;
                AddRow(image.Slice(start, values), weights[tap], blended);
            }

            ScaleRow(blended, columns, size, flip, scaled);
            Round(scaled, square.Slice(y * size * Channels, size * Channels));
        }

        ArrayPool<float>.Shared.Return(blended);
        ArrayPool<float>.Shared.Return(scaled);
    }

    private static void AddRow(ReadOnlySpan<byte> row, float weight, Span<float> sums)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= row.Length; i += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(row[i..]);
            AddHalf(Vector.WidenLower(bytes), weight, sums[i..]);
            AddHalf(Vector.WidenUpper(bytes), weight, sums[(i + Vector<ushort>.Count)..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += weight * row[i];
        }
    }

    private static void AddHalf(Vector<ushort> values, float weight, Span<float> sums)
    {
        Add(Vector.WidenLower(values), sums);
        Add(Vector.WidenUpper(values), sums[Vector<float>.Count..]);

        void Add(Vector<uint> part, Span<float> to) =>
            (new Vector<float>(to) + weight * Vector.ConvertToSingle(Vector.AsVectorInt32(part))).CopyTo(to);
    }

    private static void ScaleRow(ReadOnlySpan<float> row, BilinearKernel columns, int size, bool flip, Span<float> scaled)
    {
        for (var x = 0; x < size; x++)
        {
            var from = flip ? size - 1 - x : x;
            var pixels = row[(columns.First(from) * Channels)..];
            var weights = columns.Weights(from);
            var sum = Vector128<float>.Zero;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * Vector128.Create(pixels[(tap * Channels)..]);
            }

            sum.CopyTo(scaled[(x * Channels)..]);
        }
    }

    // A half is rounded up, as Pillow does.
    private static void Round(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= bytes.Length; i += Vector<byte>.Count)
        {
            var half = Vector<ushort>.Count;
            Vector.Narrow(RoundHalf(values[i..]), RoundHalf(values[(i + half)..])).CopyTo(bytes[i..]);
        }

        for (; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(values[i] + 0.5f);
        }
    }

    private static Vector<ushort> RoundHalf(ReadOnlySpan<float> values)
    {
        return Vector.Narrow(Whole(values), Whole(values[Vector<float>.Count..]));

        static Vector<uint> Whole(ReadOnlySpan<float> part) =>
            Vector.AsVectorUInt32(Vector.ConvertToInt32(new Vector<float>(part) + new Vector<float>(0.5f)));
    }
}
