namespace Lth4Sa.Networks.Data;

/// <summary>A rectangle of an image, in pixels from its upper left corner.</summary>
internal readonly record struct CropRegion(int Left, int Top, int Width, int Height);
