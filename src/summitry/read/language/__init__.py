"""What one language supplies: its trained spaCy pipeline, its tokenizer rules and the matcher that corrects its names.

The pipeline ships inside the package (``data/models``), so that nothing is fetched at install time or at run time.
"""

from summitry.read.language.pipeline import load_pipeline, packaged_pipeline, use_numpy_blas

__all__ = ["load_pipeline", "packaged_pipeline", "use_numpy_blas"]
