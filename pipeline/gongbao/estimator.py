"""A trained work-area model on disk: model.skops (scikit-learn's own), weights.npz (the same as arrays) and card.json.

The same model gives the same bytes: addresses and times of day are taken out of the archives.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from gongbao import areas
from gongbao.errors import ConfigError


def save(path: Path, features: TfidfVectorizer, model: LinearSVC, card: dict[str, Any]) -> None:
    """Writes model.skops (scikit-learn's model), weights.npz (the same as arrays, for prediction) and card.json."""
    path.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in features.get_feature_names_out()]
    coefficients, intercept = np.asarray(model.coef_), np.atleast_1d(model.intercept_)
    if len(model.classes_) == 2:
        coefficients, intercept = np.vstack([-coefficients, coefficients]), np.concatenate([-intercept, intercept])
    content = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8), "idf": np.asarray(features.idf_), "model": model}
    (path / "model.skops").write_bytes(canonical(skops.io.dumps(content)))
    packed = areas.pack([str(label) for label in model.classes_], words, np.asarray(features.idf_), coefficients.T, intercept)
    (path / "weights.npz").write_bytes(archive({f"{name}.npy": array_bytes(array) for name, array in packed.items()}))
    (path / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def array_bytes(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
    return buffer.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP file without the time of day in it: the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def canonical(data: bytes) -> bytes:
    """A skops file without what differs from run to run: addresses of objects become ordinals, times of day one time."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    schema = files.pop("schema.json").decode()
    order: dict[str, str] = {}
    schema = re.sub(r'(?<="__id__": )\d+|(?<=")\d+(?=\.npy")', lambda match: order.setdefault(match[0], str(len(order) + 1)), schema)
    renamed = {f"{order[name.removesuffix('.npy')]}.npy": content for name, content in files.items()}
    return archive({**renamed, "schema.json": schema.encode()})


def load_estimator(path: Path) -> dict[str, Any]:
    """The content of a model.skops: words, idf, model; raises ConfigError where it holds a type that is not scikit-learn's or numpy's."""
    unknown = skops.io.get_untrusted_types(file=path)
    if unknown:
        raise ConfigError(f"{path} holds types that are not trusted ({', '.join(unknown)}): train the model again with `gongbao train`")
    content: dict[str, Any] = skops.io.load(path)
    return content
